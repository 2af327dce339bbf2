/** A school year and the days around it. It begins on 1 August, as the years of PIFU-IMS's `adminperiod` do. */
export interface SchoolYear {
  /** The calendar year in which it begins. */
  readonly begins: number;
  readonly firstDay: string;
  readonly lastDay: string;
  /** The last day of the school year before. */
  readonly lastDayBefore: string;
}

export const schoolYearBeginningIn = (begins: number): SchoolYear => ({
  begins,
  firstDay: `${begins}-08-01`,
  lastDay: `${begins + 1}-07-31`,
  lastDayBefore: `${begins}-07-31`,
});
