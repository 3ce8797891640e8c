// Read the page aloud where the browser has a voice for its language.
const button = document.querySelector("[data-speak]");
const voices = window.speechSynthesis;

function text() {
  const main = document.querySelector("main");
  return main ? main.innerText.replace(/\s*\n+\s*/g, "。\n") : "";
}

function sentences() {
  return text().split("\n").filter((part) => part.trim().length > 1);
}

function speak() {
  for (const part of sentences()) {
    const words = new SpeechSynthesisUtterance(part);
    words.lang = document.documentElement.lang.startsWith("zh") ? "zh-CN" : "en";
    words.rate = 0.9;
    voices.speak(words);
  }
  button.setAttribute("aria-pressed", "true");
}

function quiet() {
  voices.cancel();
  button.setAttribute("aria-pressed", "false");
}

if (button && voices) {
  button.hidden = false;
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => (voices.speaking ? quiet() : speak()));
  addEventListener("pagehide", quiet);
}
