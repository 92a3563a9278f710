// Lighthouse, in the Chromium that is open already, without slowing anything down.
import lighthouse from 'lighthouse';

export async function score(browser, address, visitor, result) {
  const run = await lighthouse(address, {
    port: Number(new URL(browser.wsEndpoint()).port),
    onlyCategories: ['accessibility', 'best-practices'],
    disableStorageReset: true,
    disableFullPageScreenshot: true,
    throttlingMethod: 'provided',
    formFactor: 'desktop',
    screenEmulation: { disabled: true },
    pauseAfterLoadMs: 0,
    networkQuietThresholdMs: 0,
    cpuQuietThresholdMs: 0,
    logLevel: 'error',
    extraHeaders: visitor.header ? { Cookie: visitor.header } : undefined,
  });
  if (run.lhr.runtimeError) result.wrong.push(`lighthouse: ${run.lhr.runtimeError.message}`);
  for (const [name, category] of Object.entries(run.lhr.categories)) {
    result[name] = Math.round((category.score ?? 0) * 100);
    if (category.score >= 1) continue;
    const failed = category.auditRefs.map((ref) => run.lhr.audits[ref.id]).filter((audit) => audit.score !== null && audit.score < 1);
    result.wrong.push(`lighthouse ${name} ${result[name]}: ${failed.map((audit) => audit.id).join(', ')}`);
  }
}
