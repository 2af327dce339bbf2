import { StaffPosts } from '../../graph/operations.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { isCaseWorker, isLeader } from './who-follows-up.ts';

const openings = { to: '/ansatt/apninger', label: 'opening.title' } as const;
const lookUps = { to: '/ansatt/oppslag', label: 'lookUps.title' } as const;

/** The pages of those who follow up what others have looked at, for those who do so by their posts. */
export function useFollowUpLinks(pause: boolean) {
  const answer = useAnswer(StaffPosts, {}, { pause });
  const posts = answer.state === 'ready' ? (answer.data.me?.employee?.posts ?? []) : [];
  if (isLeader(posts)) return [openings, lookUps];
  return isCaseWorker(posts) ? [openings] : [];
}
