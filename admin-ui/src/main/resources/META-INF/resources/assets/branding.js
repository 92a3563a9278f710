// The preview of a colour while it is chosen. Without this the button "Look at it" does the same:
// both ask the server, which alone knows what can be read.
const input = document.getElementById('accent');
const form = document.getElementById('colour-form');
let waiting = 0;

async function show() {
  const address = new URL(form.querySelector('[formaction]').formAction);
  address.searchParams.set('accent', input.value);
  const answer = await fetch(address, { headers: { Accept: 'text/html' } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  document.getElementById('preview-css').href = page.getElementById('preview-css').href;
  document.getElementById('preview').replaceWith(page.getElementById('preview'));
}

input?.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(show, 150);
});
