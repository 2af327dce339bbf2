import type { Controller } from '#kit/serve/subgraph.ts';
import type { ReceivingCommand } from './domain/receiving/commands.ts';
import { decideReceiving } from './domain/receiving/decide.ts';
import type { ReceivingEvent } from './domain/receiving/events.ts';
import { nextReceivingSteps, type ReceivingStep, receivingWaitsFor } from './domain/receiving/next-steps.ts';
import {
  evolveReceiving,
  initialReceivingState,
  isOver as isReceivingOver,
  type ReceivingState,
} from './domain/receiving/state.ts';
import type { SendingCommand } from './domain/sending/commands.ts';
import { decideSending } from './domain/sending/decide.ts';
import type { SendingEvent } from './domain/sending/events.ts';
import { type HandOverStage, stageOf } from './domain/sending/hand-over/stage.ts';
import { nextSendingSteps, type SendingStep, sendingWaitsFor } from './domain/sending/next-steps.ts';
import {
  evolveSending,
  initialSendingState,
  isOver as isSendingOver,
  type SendingState,
} from './domain/sending/state.ts';
import type { TransferSide } from './store/tables.ts';

export type Step = SendingStep | ReceivingStep;

/** What a transfer says of itself for lists and look-ups. */
export interface RowFacts {
  readonly childId: string | null;
  readonly peer: string;
  readonly phase: string;
  readonly open: boolean;
  readonly waitsFor: readonly object[];
  /** Of a hand-over that this controller has begun: our unit that the child comes from, and where it stands. */
  readonly fromUnit: string | null;
  readonly stage: HandOverStage | null;
}

/** One side of a transfer: its decider, and what follows from its state. */
export interface Side<State, Command, Event> {
  readonly side: TransferSide;
  decide(command: Command, state: State): readonly Event[];
  evolve(state: State, event: Event): State;
  initialState(): State;
  nextSteps(state: State): readonly Step[];
  factsOf(state: State): RowFacts;
}

export const sending: Side<SendingState, SendingCommand, SendingEvent> = {
  side: 'SENDER',
  decide: decideSending,
  evolve: evolveSending,
  initialState: initialSendingState,
  nextSteps: nextSendingSteps,
  factsOf: (state) => ({
    childId: state.childId ?? null,
    peer: state.peer,
    phase: state.phase,
    open: !isSendingOver(state),
    waitsFor: sendingWaitsFor(state),
    fromUnit: state.handOver?.fromUnit ?? null,
    stage: stageOf(state),
  }),
};

export const receiving: Side<ReceivingState, ReceivingCommand, ReceivingEvent> = {
  side: 'RECEIVER',
  decide: decideReceiving,
  evolve: evolveReceiving,
  initialState: initialReceivingState,
  nextSteps: nextReceivingSteps,
  factsOf: (state) => ({
    childId: state.move?.childId ?? null,
    peer: state.move?.peer ?? state.offer?.peer ?? '',
    phase: state.phase,
    open: !isReceivingOver(state),
    waitsFor: receivingWaitsFor(state),
    fromUnit: null,
    stage: null,
  }),
};

export const isPrivate = (controller: Controller): boolean => controller.kind === 'PRIVATE_OWNER';
