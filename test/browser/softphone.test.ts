import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { takeReport } from '../../src/features/telephony/provider-calls.service.js';
import { addUser } from '../../src/features/users/users.service.js';
import { createWebApp } from '../../src/web/app.js';
import { COMMAND, createTestApplication, type TestApplication } from '../support/application.js';
import { TEST_PASSWORD } from '../support/browser-session.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { type FakeTwilio, startFakeTwilio } from '../support/fake-twilio.js';
import { FAKE_VOICE_SDK } from '../support/fake-voice-sdk.js';
import { studyInFieldwork } from '../support/fieldwork.js';
import { EVENING } from '../support/telephony.js';
import { click, look, said } from './support/desk.js';
import { press } from './support/keyboard.js';
import { serve, type Served } from './support/serve.js';
import { useBrowser } from './support/use-browser.js';

const browser = useBrowser();
let twilio: FakeTwilio;
let served: Served | null = null;

beforeEach(async () => {
  twilio = await startFakeTwilio();
});

afterEach(async () => {
  await served?.close();
  await twilio.close();
});

/** An interviewer at a desk: the program in one window, the telephone in another. */
async function atTheDesk(
  app: TestApplication,
): Promise<{ context: BrowserContext; page: Page; phone: Page }> {
  await studyInFieldwork(app, [{ bornOn: '2016-05-01' }, { bornOn: '2016-05-02' }]);
  app.setClock(EVENING);
  const account = { email: 'iemand@example.org', name: 'Sam Belt', password: TEST_PASSWORD };
  await addUser(app, COMMAND, { ...account, roles: ['enqueteur'] });
  served = await serve(createWebApp(app));
  const context = await browser().newContext({ viewport: { width: 1280, height: 900 }, baseURL: served.url });
  await context.clock.setFixedTime(EVENING);
  await context.route('**/telephony/voice-sdk.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: FAKE_VOICE_SDK }),
  );
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('E-mailadres').fill(account.email);
  await page.getByLabel('Wachtwoord').fill(account.password);
  await press(page, 'Enter');
  await page.getByRole('button', { name: 'Volgende casus' }).click();
  await page.waitForURL('**/fieldwork/cases/*');
  const phone = await context.newPage();
  return { context, page, phone };
}

/** The test is the telephone network: what the other end does. */
async function theLine(phone: Page, event: 'ringing' | 'accept' | 'disconnect'): Promise<void> {
  const isConnected = 'globalThis.fakeTwilio?.connection !== undefined';
  await expect.poll(() => phone.evaluate(isConnected), { timeout: 10_000 }).toBe(true);
  await phone.evaluate(`fakeTwilio.connection.emit('${event}')`);
}

function phoneSays(phone: Page, text: string | RegExp): Promise<void> {
  return phone.locator('[data-phone-state]').getByText(text).waitFor();
}

function pageSays(page: Page, text: string | RegExp): Promise<void> {
  return page.locator('[data-line-state]').getByText(text).waitFor();
}

describeOnEachDatabase('the telephone in the browser', ({ openDatabase, engine }) => {
  it('calls, mutes and hangs up from the keyboard while pages change', { timeout: 120_000 }, async () => {
    const app = createTestApplication(await openDatabase(), { provider: twilio.provider });
    const { context, page, phone } = await atTheDesk(app);
    const outside: string[] = [];
    context.on('request', (request) => {
      if (!request.url().startsWith(served?.url ?? '')) outside.push(request.url());
    });
    await phone.goto('/telephony/softphone');
    await phoneSays(phone, 'De telefoon is klaar.');
    await page.bringToFront();
    await press(page, 'Enter');
    await phoneSays(phone, 'Verbinden…');
    await theLine(phone, 'ringing');
    await pageSays(page, 'De telefoon gaat over.');
    await look(page, `softphone-casus-${engine}`);
    await theLine(phone, 'accept');
    await phoneSays(phone, 'In gesprek.');
    await look(phone, `softphone-venster-${engine}`);

    const call = await app.database.read('calls').first<{ id: string } | undefined>();
    expect(await phone.evaluate('fakeTwilio.params')).toEqual([{ call: call?.id }]);
    expect(await phone.evaluate('fakeTwilio.options.edge')).toBe('dublin');

    await page.keyboard.press('m');
    await phoneSays(phone, 'In gesprek. Uw microfoon staat uit.');
    expect(await phone.evaluate('fakeTwilio.muted')).toEqual([true]);
    await press(page, 'j');
    await pageSays(page, 'In gesprek. Uw microfoon staat uit.');
    await page.keyboard.press('h');
    await phoneSays(phone, 'Opgehangen.');
    expect(await phone.evaluate('fakeTwilio.disconnected')).toBe(1);

    await page.reload();
    await pageSays(page, 'Opgehangen.');
    expect(await phone.evaluate('fakeTwilio.params')).toHaveLength(1);
    for (const window of [page, phone]) expect(await window.content()).not.toMatch(/612345678|12.34.56.78/);
    // The interviewer decides what came of it, and goes on with the next.
    await press(page, '1');
    await look(page, `softphone-toegestemd-${engine}`);
    await click(page, /^Afspraak, zacht/);
    await page.getByLabel(/^Datum/).fill('2026-04-16');
    await page.getByLabel(/^Tijd/).fill('19:00');
    await click(page, 'Vastleggen');
    expect(await said(page)).toMatch(/De uitkomst van casus C00\d is vastgelegd\./);
    await click(page, 'Volgende casus');
    await press(page, 'Enter');
    // The telephone in its own window calls again without being touched.
    await expect.poll(() => phone.evaluate('fakeTwilio.params.length'), { timeout: 10_000 }).toBe(2);
    expect(await app.database.read('outcomes').pluck('code')).toEqual(['appointment_soft']);
    expect(outside).toEqual([]);
    await context.close();
  });

  it('rings nobody when somebody hangs up before there is a connection', { timeout: 120_000 }, async () => {
    const app = createTestApplication(await openDatabase(), { provider: twilio.provider });
    const { context, page, phone } = await atTheDesk(app);
    let letPass = (): void => undefined;
    const isHeld = new Promise<void>((resolve) => (letPass = resolve));
    await context.route('**/telephony/token', async (route) => {
      await isHeld;
      await route.continue();
    });
    await phone.goto('/telephony/softphone');
    await phoneSays(phone, 'De telefoon is klaar.');
    await press(page, 'Enter');
    await phoneSays(phone, 'Verbinden…');
    // While the server is asked for a token: nothing is dialled.
    await phone.getByRole('button', { name: /^Ophangen/ }).click();
    await phoneSays(phone, 'Opgehangen.');
    const answered = phone.waitForResponse('**/telephony/token');
    letPass();
    await answered;
    await phone.evaluate('new Promise((resolve) => setTimeout(resolve, 50))');
    expect(await phone.evaluate('fakeTwilio.params')).toEqual([]);
    // While the provider's script connects: that connection is ended as soon as it is there.
    await phone.evaluate('fakeTwilio.isLate = true');
    await phone.getByRole('button', { name: 'Opnieuw bellen' }).click();
    await expect.poll(() => phone.evaluate('fakeTwilio.params.length')).toBe(1);
    await page.bringToFront();
    await Promise.all([
      page.waitForEvent('load'),
      page.getByRole('button', { name: 'Met de hand bellen' }).click(),
    ]);
    await phoneSays(phone, 'Opgehangen.');
    await phone.evaluate('fakeTwilio.answer()');
    await expect.poll(() => phone.evaluate('fakeTwilio.disconnected')).toBe(1);
    await phoneSays(phone, 'Opgehangen.');
    await context.close();
  });

  it('does not dial again by itself when its window is opened again', { timeout: 120_000 }, async () => {
    const app = createTestApplication(await openDatabase(), { provider: twilio.provider });
    const { context, page, phone } = await atTheDesk(app);
    await press(page, 'Enter');
    const call = await app.database.read('calls').first<{ id: string } | undefined>();
    const report = { status: 'initiated', seconds: null, networkCode: null, sequence: 0 } as const;
    const leg = { ...report, callId: call?.id ?? '', reference: 'CA1', parentReference: null };
    await takeReport(app, leg);
    await phone.goto('/telephony/softphone');
    await phoneSays(phone, 'Dit telefoontje is al begonnen.');
    await pageSays(page, 'Dit telefoontje is al begonnen.');
    await look(phone, `softphone-al-begonnen-${engine}`);
    expect(await phone.evaluate('globalThis.fakeTwilio')).toBeUndefined();
    await phone.getByRole('button', { name: 'Opnieuw bellen' }).click();
    await theLine(phone, 'disconnect');
    // The telephone at the other end rang, and nobody answered.
    const rang = { ...report, status: 'no-answer' as const, reference: 'CA2', parentReference: 'CA1' };
    await takeReport(app, { ...rang, callId: call?.id ?? '' });
    await phone.getByRole('button', { name: 'Opnieuw bellen' }).click();
    await phoneSays(phone, 'Bellen kan nu niet.');
    await look(phone, `softphone-eerst-vastleggen-${engine}`);
    expect(await phone.evaluate('fakeTwilio.params.length')).toBe(1);
    await context.close();
  });

  it('says which outcome the line points to', { timeout: 120_000 }, async () => {
    const app = createTestApplication(await openDatabase(), { provider: twilio.provider });
    const { context, page } = await atTheDesk(app);
    await press(page, 'Enter');
    await pageSays(page, 'De telefoon staat nog niet open.');
    const call = await app.database.read('calls').first<{ id: string } | undefined>();
    const report = { status: 'busy', seconds: null, networkCode: 486, sequence: 2 } as const;
    await takeReport(app, { ...report, callId: call?.id ?? '', reference: 'CA2', parentReference: 'CA1' });
    await page.reload();
    await page.locator('.utrecht-button--primary-action', { hasText: 'Bezet' }).waitFor();
    await look(page, `softphone-bezet-${engine}`);
    await context.close();
  });

  it(
    'says what to do when there is no microphone, and when the provider fails',
    { timeout: 120_000 },
    async () => {
      const app = createTestApplication(await openDatabase(), { provider: twilio.provider });
      const { context, page, phone } = await atTheDesk(app);
      await press(page, 'Enter');
      await phone.goto('/telephony/softphone');
      // Opening the telephone while a call waits is enough: the page asks it to dial.
      await phoneSays(phone, 'Verbinden…');
      await theLine(phone, 'disconnect');
      await phoneSays(phone, 'Opgehangen.');
      await phone.evaluate('fakeTwilio.refuseWith = { code: 31401 }');
      await phone.getByRole('button', { name: 'Opnieuw bellen' }).click();
      await phoneSays(phone, 'De browser mag de microfoon niet gebruiken.');
      await look(phone, `softphone-microfoon-${engine}`);
      await phone.evaluate('fakeTwilio.refuseWith = { code: 53000 }');
      await phone.getByRole('button', { name: 'Opnieuw bellen' }).click();
      await phoneSays(phone, 'De verbinding met de telefoondienst lukt niet.');
      await Promise.all([
        page.waitForEvent('load'),
        page.getByRole('button', { name: 'Met de hand bellen' }).click(),
      ]);
      await page.getByRole('link', { name: /06.12.34.56.78/ }).waitFor();
      await look(page, `softphone-met-de-hand-${engine}`);
      await context.close();
    },
  );
});
