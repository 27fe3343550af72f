export { countWaiting, listWaiting, WAITING_REASONS, type WaitingReason } from './waiting-cases.queries.js';
