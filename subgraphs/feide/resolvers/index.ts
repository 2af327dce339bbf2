import { mutationResolvers } from './ask-directory.ts';
import { feideGroupResolvers, queryResolvers, schoolResolvers, staffMemberResolvers } from './feide-group.ts';
import { accountResolvers, membershipResolvers, pupilResolvers } from './pupil.ts';

export const resolvers = {
  Query: queryResolvers,
  Mutation: mutationResolvers,
  Pupil: pupilResolvers,
  School: schoolResolvers,
  FeideGroup: feideGroupResolvers,
  FeideAccount: accountResolvers,
  FeideMembership: membershipResolvers,
  FeideStaffMember: staffMemberResolvers,
};
