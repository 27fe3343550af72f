import { get, type IncomingMessage } from 'node:http';

/** An event of a stream, with the moment at which it came in, as `performance.now()` has it. */
export interface ReceivedEvent {
  readonly event: string;
  readonly data: string;
  readonly at: number;
}

/** A line on which the server sends events. */
export interface EventStream {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly events: readonly ReceivedEvent[];
  readonly isOpen: () => boolean;
  /** The first event after the first `seen` for which this holds. */
  waitFor(is: (event: ReceivedEvent) => boolean, seen?: number): Promise<ReceivedEvent>;
  close(): void;
}

const PATIENCE_MILLISECONDS = 15_000;

/** Opens an event stream as a browser does. */
export async function openEventStream(url: string, cookie: string): Promise<EventStream> {
  const events: ReceivedEvent[] = [];
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { cookie, accept: 'text/event-stream', 'accept-encoding': 'gzip' };
    get(url, { headers, agent: false }, resolve).on('error', reject);
  });
  let isOpen = true;
  let waiting = '';
  response.setEncoding('utf8');
  response.on('data', (piece: string) => {
    waiting += piece;
    const blocks = waiting.split('\n\n');
    waiting = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, event] = /^event: (.*)$/m.exec(block) ?? [];
      const [, data = ''] = /^data: (.*)$/m.exec(block) ?? [];
      if (event !== undefined) events.push({ event, data, at: performance.now() });
    }
  });
  for (const end of ['end', 'close', 'error']) response.on(end, () => (isOpen = false));
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    events,
    isOpen: () => isOpen,
    async waitFor(is, seen = 0) {
      const until = performance.now() + PATIENCE_MILLISECONDS;
      for (;;) {
        const found = events.slice(seen).find(is);
        if (found !== undefined) return found;
        if (performance.now() > until) throw new Error('the event did not come');
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    close() {
      response.destroy();
    },
  };
}
