// Begins a demo at the step that the address names; a browser keeps what stands after # when it is sent on.

const form = /** @type {HTMLFormElement} */ (document.getElementById('begin'));
form.action += location.hash;
if (form.dataset.now === 'yes') form.submit();
