// The storefront's only script. Every page is complete before it runs; each element below makes one thing nicer.
// Whatever a person reads comes from the page (data-… attributes), so that it is translated there.

/** Whole rupiah as people write them: 12500 -> Rp12.500 */
const rupiah = (amount) => "Rp" + String(amount).replace(/\B(?=(\d{3})+$)/g, ".");

/** <lapak-salin data-text data-done data-failed>: a button that copies, and says honestly whether it could. */
class Salin extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    button.hidden = false;
    button.addEventListener("click", () => this.copy());
  }

  async copy() {
    const copied = (await this.byClipboard()) || this.byCommand();
    if (!copied) this.select();
    this.say(copied ? this.dataset.done : this.dataset.failed);
  }

  async byClipboard() {
    try {
      await navigator.clipboard.writeText(this.dataset.text);
      return true;
    } catch {
      return false;
    }
  }

  /** The old way still works in the browsers inside other apps, where the clipboard is often refused. */
  byCommand() {
    const field = document.createElement("textarea");
    field.value = this.dataset.text;
    field.readOnly = true;
    field.className = "visually-hidden";
    this.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    this.querySelector("button").focus();
    return copied;
  }

  select() {
    getSelection().selectAllChildren(this.querySelector("[data-value]"));
  }

  say(text) {
    const status = this.querySelector("[role=status]");
    status.textContent = text;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (status.textContent = ""), 8000);
  }
}

/** <lapak-hitung data-until data-left data-over>: how long is left, below a deadline that is written out anyway. */
class Hitung extends HTMLElement {
  connectedCallback() {
    this.tick();
    this.timer = setInterval(() => this.tick(), 15000);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  tick() {
    const minutes = Math.floor((new Date(this.dataset.until) - Date.now()) / 60000);
    const left = this.dataset.left.replace("{h}", Math.floor(minutes / 60)).replace("{m}", minutes % 60);
    this.textContent = minutes >= 0 ? left : this.dataset.over;
    if (minutes < 0) clearInterval(this.timer);
  }
}

/** <lapak-jumlah>: minus and plus beside a quantity. In the basket (data-send) a pause after the last press sends it. */
class Jumlah extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    for (const button of this.querySelectorAll("button[data-step]")) {
      button.hidden = false;
      button.addEventListener("click", () => this.step(Number(button.dataset.step)));
    }
  }

  step(by) {
    const most = Number(this.input.dataset.most) || 9999;
    const wanted = (parseInt(this.input.value, 10) || 0) + by;
    this.input.value = Math.min(Math.max(wanted, 1), most);
    this.querySelector("[role=status]").textContent = this.input.value;
    if (this.hasAttribute("data-send")) this.sendSoon();
  }

  sendSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.input.form.requestSubmit(this.input.form.querySelector("[value=set]")), 700);
  }
}

/** <lapak-total>: around the checkout form; the total follows the chosen place. The server still has the last word. */
class Total extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.form.classList.add("is-live");
    this.form.addEventListener("change", () => this.show());
    this.show();
  }

  fee() {
    if (this.form.elements.method.value === "pickup") return 0;
    const { fee, freeFrom } = this.form.elements.area.selectedOptions[0]?.dataset ?? {};
    if (fee === undefined) return null;
    return freeFrom !== undefined && Number(this.form.dataset.subtotal) >= Number(freeFrom) ? 0 : Number(fee);
  }

  show() {
    const fee = this.fee();
    const total = fee === null ? null : Number(this.form.dataset.subtotal) + fee;
    this.write("fee", fee, this.form.dataset.free);
    this.write("total", total);
    this.form.elements.total_shown.value = total ?? "";
  }

  write(name, amount, zero = rupiah(0)) {
    for (const place of this.querySelectorAll(`[data-out=${name}]`)) {
      const unknown = place.dataset.unknown ?? this.form.dataset.unknown;
      place.textContent = amount === null ? unknown : amount === 0 ? zero : rupiah(amount);
    }
  }
}

/** <lapak-bagi data-title data-text data-url>: opens the telephone's own menu for sharing, where there is one. */
class Bagi extends HTMLElement {
  connectedCallback() {
    if (!navigator.share) return;
    const button = this.querySelector("button");
    button.hidden = false;
    button.addEventListener("click", () => this.share());
  }

  async share() {
    const { title, text, url } = this.dataset;
    // Who closes the menu again has changed their mind: nothing to say.
    await navigator.share({ title, text, url }).catch(() => {});
  }
}

/** <lapak-saran data-url>: what the words in the search field may become, as a list below it; Enter still searches. */
class Saran extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.list = this.querySelector("[role=listbox]");
    Object.assign(this.input, { role: "combobox", ariaAutoComplete: "list", ariaExpanded: false });
    this.input.setAttribute("aria-controls", this.list.id);
    this.input.addEventListener("input", () => this.askSoon());
    this.input.addEventListener("keydown", (event) => this.press(event) && event.preventDefault());
    this.addEventListener("focusout", (event) => this.contains(event.relatedTarget) || this.show([]));
  }

  askSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(this.input.value.trim()).catch(() => {}), 180);
  }

  /** An answer that comes after more was typed, or after the field was left, is not shown. */
  async ask(query) {
    if (query.length < 2) return this.show([]);
    const answer = await fetch(`${this.dataset.url}?q=${encodeURIComponent(query)}`);
    const { words, products } = await answer.json();
    const waited = query === this.input.value.trim() && document.activeElement === this.input;
    if (waited) this.show([...words, ...products]);
  }

  show(found) {
    clearTimeout(this.timer);
    this.list.replaceChildren(...found.map((one, number) => this.option(one, number)));
    this.list.hidden = !found.length;
    this.input.ariaExpanded = !this.list.hidden;
    this.choose();
  }

  option({ text, url }, number) {
    const facts = { id: `${this.list.id}-${number}`, role: "option", ariaSelected: false };
    const option = Object.assign(document.createElement("li"), facts);
    option.append(Object.assign(document.createElement("a"), { href: url, textContent: text, tabIndex: -1 }));
    return option;
  }

  press({ key }) {
    const options = [...this.list.children];
    const at = options.indexOf(this.chosen);
    if (!options.length) return false;
    if (key === "Enter" && this.chosen) this.chosen.firstChild.click();
    else if (key === "Escape") this.show([]);
    else if (key === "ArrowDown") this.choose(options[at + 1]);
    else if (key === "ArrowUp") this.choose(options[(at < 0 ? options.length : at) - 1]);
    else return false;
    return true;
  }

  choose(option) {
    if (this.chosen) this.chosen.ariaSelected = false;
    if (option) option.ariaSelected = true;
    this.chosen = option;
    this.input.setAttribute("aria-activedescendant", option?.id ?? "");
  }
}

customElements.define("lapak-bagi", Bagi);
customElements.define("lapak-salin", Salin);
customElements.define("lapak-hitung", Hitung);
customElements.define("lapak-jumlah", Jumlah);
customElements.define("lapak-total", Total);
customElements.define("lapak-saran", Saran);

// One press is one press: a form that is on its way is not sent again, until the answer is there or took too long.
// `method` is read as an attribute: the checkout form has a field of that name, which hides the property.
const sent = new Map();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.getAttribute("method") !== "post") return;
  if (sent.has(form)) return event.preventDefault();
  sent.set(form, busy(event.submitter));
  setTimeout(() => release(form), 15000);
});

addEventListener("pageshow", () => [...sent.keys()].forEach(release));

/** Show that the pressed button works; returns how to undo that. */
function busy(button) {
  if (!button) return () => {};
  const label = [...button.childNodes];
  button.setAttribute("aria-disabled", "true");
  if (button.dataset.busy) button.textContent = button.dataset.busy;
  return () => {
    button.removeAttribute("aria-disabled");
    button.replaceChildren(...label);
  };
}

function release(form) {
  sent.get(form)?.();
  sent.delete(form);
}

// A page that came back with mistakes is read from the summary of them.
document.querySelector(".error-summary")?.focus();
