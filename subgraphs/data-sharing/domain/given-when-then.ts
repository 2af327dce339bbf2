/** The story form of a decider's test: given earlier commands, when one more, then these events or this problem. */
import { expect } from 'vitest';
import type { ReceivingCommand } from './receiving/commands.ts';
import { decideReceiving } from './receiving/decide.ts';
import type { ReceivingEvent } from './receiving/events.ts';
import { evolveReceiving, initialReceivingState, type ReceivingState } from './receiving/state.ts';
import { type TransferProblem, transferProblemOf } from './refusal.ts';
import type { SendingCommand } from './sending/commands.ts';
import { decideSending } from './sending/decide.ts';
import type { SendingEvent } from './sending/events.ts';
import { evolveSending, initialSendingState, type SendingState } from './sending/state.ts';

interface Decider<State, Command, Event> {
  decide(command: Command, state: State): readonly Event[];
  evolve(state: State, event: Event): State;
  initialState(): State;
}

function story<State, Command, Event extends { readonly type: string }>(decider: Decider<State, Command, Event>) {
  const run = (state: State, command: Command): State => decider.decide(command, state).reduce(decider.evolve, state);
  return (given: readonly Command[]) => {
    const state = given.reduce(run, decider.initialState());
    return {
      state,
      when(command: Command) {
        return {
          gives: (...types: readonly Event['type'][]) => {
            const events = decider.decide(command, state);
            expect(events.map((event) => event.type)).toEqual(types);
            return { events, state: events.reduce(decider.evolve, state) };
          },
          refuses: (problem: TransferProblem) => {
            let met: unknown = 'no problem';
            try {
              decider.decide(command, state);
            } catch (error) {
              met = transferProblemOf(error) ?? error;
            }
            expect(met).toBe(problem);
          },
        };
      },
    };
  };
}

export const sendingGiven: ReturnType<typeof story<SendingState, SendingCommand, SendingEvent>> = story({
  decide: decideSending,
  evolve: evolveSending,
  initialState: initialSendingState,
});
export const receivingGiven: ReturnType<typeof story<ReceivingState, ReceivingCommand, ReceivingEvent>> = story({
  decide: decideReceiving,
  evolve: evolveReceiving,
  initialState: initialReceivingState,
});
