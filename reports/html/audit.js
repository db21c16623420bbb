// Filters the findings and the rows of the target matrix. Without it everything is shown and nothing is lost.
(function () {
  "use strict";

  function all(root, selector) {
    return Array.prototype.slice.call(root.querySelectorAll(selector));
  }

  var SIZE = 25;
  var collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  // What has no such value comes last.
  function order(cards, key) {
    return cards.map(function (card, at) { return { card: card, at: at, value: card.dataset[key] || "" }; })
      .sort(function (one, other) {
        return !one.value - !other.value || collator.compare(one.value, other.value) || one.at - other.at;
      })
      .map(function (item) { return item.card; });
  }

  // One form filters the items of its own section; a select named KEY is held against data-KEY.
  function filtered(section, items) {
    var form = section && section.querySelector(".filters");
    if (!form) { return null; }
    // Groups before the folds that hold them: a fold is empty when all within it is.
    var holders = all(section, ".group").concat(all(section, "details.fold"));
    var keys = all(form, "select").map(function (select) { return select.name; })
      .filter(function (name) { return name !== "sort"; });
    var output = form.querySelector("output");
    var waiting = 0;
    var sorted = "";

    function chosen() {
      var data = new FormData(form);
      var want = { severity: data.getAll("severity"), values: {} };
      keys.forEach(function (key) { if (data.get(key)) { want.values[key] = data.get(key); } });
      want.words = (data.get("text") || "").toLowerCase().split(/\s+/).filter(Boolean);
      return want;
    }

    function fits(told, want) {
      return (!told.severity || want.severity.indexOf(told.severity) >= 0) &&
        Object.keys(want.values).every(function (key) {
          return key === "status" ? told.status.split(" ").indexOf(want.values.status) >= 0
            : told[key] === want.values[key];
        }) &&
        want.words.every(function (word) { return told.text.indexOf(word) >= 0; });
    }

    function apply() {
      var want = chosen();
      var narrowed = want.words.length > 0 || Object.keys(want.values).length > 0;
      var shown = 0;
      items.forEach(function (item) {
        item.hidden = !fits(item.dataset, want);
        shown += item.hidden ? 0 : 1;
      });
      holders.forEach(function (holder) {
        var some = holder.querySelector("[data-text]:not([hidden])") !== null;
        holder.hidden = !some;
        if (narrowed && some && holder.tagName === "DETAILS") { holder.open = true; }
      });
      output.textContent = output.dataset.template
        .replace("{shown}", String(shown)).replace("{all}", String(items.length));
    }

    // Cards move between the groups they are laid out in; equal ones keep the order of the report.
    function sort(key) {
      if (key === sorted) { return; }
      sorted = key;
      all(section, ".sorted").forEach(function (list) {
        var groups = all(list, ".group");
        var cards = items.filter(function (item) { return list.contains(item); });
        if (key) { cards = order(cards, key); }
        groups.forEach(function (group, number) {
          group.append.apply(group, cards.slice(number * SIZE, (number + 1) * SIZE));
        });
      });
    }

    form.hidden = false;
    form.addEventListener("input", function (event) {
      if (event.target.name === "sort") { sort(event.target.value); return; }
      clearTimeout(waiting);
      waiting = setTimeout(apply, 80);
    });
    form.addEventListener("reset", function () {
      setTimeout(function () { if (form.elements.sort) { sort(""); } apply(); }, 0);
    });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    apply();
    return {
      all: function () { form.reset(); apply(); },
      only: function (key, value) {
        form.reset();
        if (form.elements[key]) { form.elements[key].value = value; }
        apply();
      }
    };
  }

  var findings = document.getElementById("findings");
  var targets = document.getElementById("targets");
  var shown = findings && filtered(findings, all(findings, ".card"));
  if (targets) { filtered(targets, all(targets, "tbody tr")); }

  // What is above a jump's target gets its true height only once it is drawn, which moves the target: hold
  // it in place for some frames, unless the reader moves on.
  var jump = 0;
  function hold(target, frames, mine) {
    if (mine !== jump || frames === 0) { return; }
    target.scrollIntoView();
    requestAnimationFrame(function () { hold(target, frames - 1, mine); });
  }

  // A link to what is filtered away or folded in shows it.
  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!target) { return; }
    var item = target.closest("[data-text]");
    if (item && item.hidden && shown) { shown.all(); }
    for (var fold = target.closest("details"); fold; fold = fold.parentNode.closest("details")) { fold.open = true; }
    jump += 1;
    hold(target, 20, jump);
  }

  ["wheel", "keydown", "pointerdown"].forEach(function (kind) {
    window.addEventListener(kind, function () { jump += 1; }, { passive: true });
  });
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]");
    if (link && link.dataset.pick && shown) { shown.only(link.dataset.pick, link.dataset.value); }
    // The same place once more changes no address.
    if (link && link.getAttribute("href") === location.hash) { reveal(); }
  });
  window.addEventListener("hashchange", reveal);
  window.addEventListener("beforeprint", function () {
    // What agreed and the lesser indicators stay off paper unless opened: the workbook has them all.
    all(document, "#findings .fold, .meaning").forEach(function (fold) { fold.open = true; });
  });
  reveal();
})();
