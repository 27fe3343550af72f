export {
  countWaiting,
  listWaiting,
  MOST_COUNTED,
  WAITING_REASONS,
  type WaitingReason,
} from './waiting-cases.queries.js';
