/**
 * Stands in for the provider's script in the browser: it knows the same few words, keeps what it heard in
 * `fakeTwilio`, and the test says what happens on the line.
 */
export const FAKE_VOICE_SDK = `
const heard = { tokens: [], options: null, params: [], muted: [], disconnected: 0, refuseWith: null, isLate: false };

class Connection {
  listeners = new Map();
  on(event, listener) {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
  }
  emit(event, detail) {
    for (const listener of this.listeners.get(event) ?? []) listener(detail);
  }
  mute(isMuted) {
    heard.muted.push(isMuted);
  }
  disconnect() {
    heard.disconnected += 1;
    this.emit('disconnect');
  }
}

class Device {
  constructor(token, options) {
    heard.tokens.push(token);
    heard.options = options;
  }
  on() {}
  updateToken(token) {
    heard.tokens.push(token);
  }
  async connect({ params }) {
    if (heard.refuseWith !== null) throw heard.refuseWith;
    heard.params.push(params);
    if (heard.isLate) await new Promise((resolve) => (heard.answer = resolve));
    heard.connection = new Connection();
    return heard.connection;
  }
}

globalThis.Twilio = { Device };
globalThis.fakeTwilio = heard;
`;
