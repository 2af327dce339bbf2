// Loaded before a process of the hub (`node --import`): its clock is ahead of the machine's by TEST_CLOCK_AHEAD milliseconds, as the
// journeys' own is.
const ahead = Number(process.env.TEST_CLOCK_AHEAD ?? 0);
const RealDate = Date;

class ShiftedDate extends RealDate {
  constructor(...given: unknown[]) {
    super(...((given.length === 0 ? [RealDate.now() + ahead] : given) as [number]));
  }
  static override now(): number {
    return RealDate.now() + ahead;
  }
}
globalThis.Date = ShiftedDate as DateConstructor;
