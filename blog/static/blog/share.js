/* The share screen: copying, and the telephone's own menu with the picture in it.
   Without it every text can be marked and every picture downloaded. */

for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  button.hidden = false;
  button.addEventListener("click", async () => {
    const told = button.parentElement.querySelector("[role=status]");
    told.textContent = (await copied(field)) ? button.dataset.done : button.dataset.failed;
  });
}

/** The clipboard where it is allowed, the old command where not; the text stays marked either way. */
async function copied(field) {
  field.focus();
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}

const probe = new File(["-"], "foto.jpg", { type: "image/jpeg" });
if (navigator.canShare?.({ files: [probe] })) {
  for (const button of document.querySelectorAll("[data-shares]")) {
    button.hidden = false;
    button.addEventListener("click", () => share(button.dataset));
  }
}

async function share({ shares, name, text }) {
  const picture = await (await fetch(shares)).blob();
  const files = [new File([picture], name, { type: "image/jpeg" })];
  // Who closes the menu again has changed their mind: nothing to say.
  await navigator.share({ files, text }).catch(() => {});
}
