// A listing works without this; with it, the address of the list can be copied and stays short.
"use strict";

for (const button of document.querySelectorAll("button[data-copied]")) {
  // Browsers hand out the clipboard on https and on this machine only.
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(new URL(button.dataset.address, location.href).href);
    button.nextElementSibling.textContent = button.dataset.copied;
  });
}

// Fields that nobody filled in say nothing: they need not stand in the address.
for (const form of document.querySelectorAll("form.filters")) {
  form.addEventListener("formdata", (event) => {
    for (const name of new Set(event.formData.keys())) {
      const filled = event.formData.getAll(name).filter((value) => value !== "");
      event.formData.delete(name);
      for (const value of filled) event.formData.append(name, value);
    }
  });
}
