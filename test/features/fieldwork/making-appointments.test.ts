import { expect, it } from 'vitest';
import { addMinutes, instant } from '../../../src/domain/calendar/instant.js';
import { addObjections } from '../../../src/features/objections/objections.service.js';
import { transaction } from '../../../src/database/database.js';
import type { E164 } from '../../../src/domain/telephone/telephone-number.js';
import type { Study } from '../../../src/features/studies/studies.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type InventedCase, studyInFieldwork } from '../../support/fieldwork.js';
import { hiddenField } from '../../support/interview-form.js';
import { expectValidHtml } from '../../support/valid-html.js';

const EVENING = instant('2026-04-14T18:00:00+02:00');
const TWO_NUMBERS: InventedCase = {
  bornOn: '2016-05-01',
  contacts: [
    { kind: 'parent', number: '+31612345678' },
    { kind: 'parent', number: '+31107654321' },
    { kind: 'youth', number: '+31687654321' },
  ],
};

/** An interviewer who takes a case and calls. */
class Caller {
  readonly #app: TestApplication;
  readonly #session: BrowserSession;
  readonly #study: string;
  path = '';

  constructor(app: TestApplication, session: BrowserSession, study: string) {
    this.#app = app;
    this.#session = session;
    this.#study = study;
  }

  async call(): Promise<void> {
    const next = await this.#session.post('/fieldwork/next', { study: this.#study });
    this.path = next.headers['location'] ?? '';
    expect(this.path).toMatch(/^\/fieldwork\/cases\//);
    await this.dial();
  }

  /** The same interviewer, calling for another study at the same moment. */
  async inOther({ slug }: Study): Promise<Caller> {
    this.#app.setClock(EVENING);
    const other = new Caller(this.#app, this.#session, slug);
    await other.call();
    return other;
  }

  async dial(): Promise<void> {
    expect((await this.#session.post(`${this.path}/call`)).status).toBe(303);
  }

  async agree(fields: Record<string, string>): ReturnType<BrowserSession['post']> {
    return this.record('appointment_hard', {
      date: '2026-04-14',
      time: '18:40',
      askFor: 'parent',
      ...fields,
    });
  }

  async record(code: string, fields: Record<string, string> = {}): ReturnType<BrowserSession['post']> {
    const form = await this.#session.get(`${this.path}/outcome/${code}`);
    await expectValidHtml(form.text);
    return this.#session.post(`${this.path}/outcome`, {
      code,
      attemptId: hiddenField(form.text, 'attemptId') ?? '',
      callId: hiddenField(form.text, 'callId') ?? '',
      ...fields,
    });
  }

  /** Comes back at the time of the appointment and calls; gives the number that is dialled. */
  async callAsAgreed(): Promise<string> {
    this.#app.setClock(instant('2026-04-14T18:40:00+02:00'));
    await this.call();
    const page = await this.#session.get(this.path);
    return /href="tel:(\+\d+)"/.exec(page.text)?.[1] ?? '';
  }
}

async function atWork(app: TestApplication, clients: readonly InventedCase[]): Promise<Caller> {
  const study = await studyInFieldwork(app, clients);
  app.setClock(EVENING);
  return new Caller(app, await signInAs(app, createWebApp(app), 'enqueteur'), study.slug);
}

describeOnEachDatabase('an appointment', ({ openDatabase }) => {
  it('is kept on the number that was agreed, and on no number of somebody who may not be called', async () => {
    const app = createTestApplication(await openDatabase());
    const caller = await atWork(app, [TWO_NUMBERS]);
    await caller.call();
    const [first = '', second = '', ofYouth = ''] = await app.database
      .read('vault_contacts')
      .orderBy('position')
      .pluck<string[]>('id');
    expect((await caller.agree({ number: ofYouth })).status).toBe(403);
    expect((await caller.agree({ number: 'of another case' })).status).toBe(403);
    expect((await caller.agree({ number: second })).status).toBe(303);
    expect(await app.database.read('appointments').pluck('contact_id')).toEqual([second]);
    expect(first).not.toBe(second);
    expect(await caller.callAsAgreed()).toBe('+31107654321');
  });

  it('brings a new number, sealed, that is dialled then', async () => {
    const app = createTestApplication(await openDatabase());
    const caller = await atWork(app, [TWO_NUMBERS]);
    await caller.call();
    const wrong = await caller.agree({ newNumber: '06 1234' });
    expect(wrong.status).toBe(422);
    await expectValidHtml(wrong.text);
    expect(wrong.text).toContain('te weinig cijfers');
    expect(wrong.text).toContain('value="06 1234"');
    await transaction(app.database, (trx) =>
      addObjections(app, trx, COMMAND, {
        subjects: [{ kind: 'number', number: '+31698765432' as E164 }],
        source: 'outcome',
      }),
    );
    expect((await caller.agree({ newNumber: '06 98 76 54 32' })).status).toBe(422);
    expect(await app.database.read('vault_contacts')).toHaveLength(3);

    expect((await caller.agree({ newNumber: '06 11 22 33 44' })).status).toBe(303);
    const stored = JSON.stringify(await app.database.read('vault_contacts'));
    expect(stored).not.toContain('11223344');
    const log = await app.database.read('audit_log').where({ action: 'case.add_number' });
    expect(JSON.stringify(log)).not.toContain('11223344');
    expect(log).toHaveLength(1);
    expect(await caller.callAsAgreed()).toBe('+31611223344');
  });

  it('is kept on a number that was wrong before, when somebody gives that number', async () => {
    const app = createTestApplication(await openDatabase());
    const caller = await atWork(app, [TWO_NUMBERS]);
    await caller.call();
    expect((await caller.record('wrong_number')).status).toBe(303);
    app.setClock(addMinutes(EVENING, 2));
    await caller.dial();
    expect((await caller.agree({ newNumber: '06 12 34 56 78' })).status).toBe(303);
    expect(await app.database.read('vault_contacts')).toHaveLength(3);
    expect(await caller.callAsAgreed()).toBe('+31612345678');
  });

  it('that is in the way of another is made only when the interviewer says so again', async () => {
    const app = createTestApplication(await openDatabase());
    const caller = await atWork(app, [{ bornOn: '2016-05-01' }, { bornOn: '2015-05-01' }]);
    await caller.call();
    expect((await caller.agree({})).status).toBe(303);
    await caller.call();
    const warned = await caller.agree({ time: '18:45' });
    expect(warned.status).toBe(422);
    await expectValidHtml(warned.text);
    expect(warned.text).toContain('U heeft in dit halve uur al een vaste afspraak.');
    const acceptedConflict = hiddenField(warned.text, 'acceptedConflict') ?? '';
    // What was accepted is that moment, and no other.
    expect((await caller.agree({ time: '18:50', acceptedConflict })).status).toBe(422);
    expect((await caller.agree({ time: '18:45', acceptedConflict })).status).toBe(303);
    expect(await app.database.read('appointments')).toHaveLength(2);
  });

  it('that is in the way of one in another study is told, unless that is practice', async () => {
    const app = createTestApplication(await openDatabase());
    const caller = await atWork(app, [TWO_NUMBERS]);
    await caller.call();
    expect((await caller.agree({})).status).toBe(303);
    const other = await caller.inOther(await studyInFieldwork(app, [TWO_NUMBERS]));
    const warned = await other.agree({});
    expect(warned.status).toBe(422);
    expect(warned.text).toContain('U heeft in dit halve uur al een vaste afspraak.');
    const first = await app.database.read('studies').orderBy('created_at').first<{ id: string }>('id');
    await app.database.write('studies').where({ id: first.id }).update({ is_practice: 1 });
    expect((await other.agree({})).status).toBe(303);
  });

  it('is not made for a day after the fieldwork', async () => {
    const app = createTestApplication(await openDatabase());
    const caller = await atWork(app, [TWO_NUMBERS]);
    await caller.call();
    const tooFar = await caller.agree({ date: '2062-04-14' });
    expect(tooFar.status).toBe(422);
    expect(tooFar.text).toContain('Dat is meer dan 8 weken vooruit');
    expect(tooFar.text).toContain('value="2062-04-14"');
    await app.database.write('studies').update({ fieldwork_ends_on: '2026-04-20' });
    const tooLate = await caller.agree({ date: '2026-04-21' });
    expect(tooLate.text).toContain('Het veldwerk loopt tot en met 20-04-2026. Kies een eerdere dag.');
    expect((await caller.agree({ date: '2026-04-20' })).status).toBe(303);
  });

  it('is not made with a parent for a day on which the young person is sixteen', async () => {
    const app = createTestApplication(await openDatabase());
    const caller = await atWork(app, [{ ...TWO_NUMBERS, bornOn: '2010-04-20' }]);
    await caller.call();
    const refused = await caller.agree({ date: '2026-04-20' });
    expect(refused.status).toBe(422);
    await expectValidHtml(refused.text);
    expect(refused.text).toContain('De ouder mag dan niet meer worden gebeld: door een verjaardag');
    expect((await caller.agree({ date: '2026-04-19' })).status).toBe(303);
  });
});
