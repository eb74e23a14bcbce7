/* "Read aloud": offered where the device has a voice of its own for the page's language. Other voices send the text away, so
   they are never used. What reads is loaded when the button is pressed first. */
(() => {
  "use strict";
  const root = document.querySelector("[data-speak]");
  const speech = window.speechSynthesis;
  if (!root || !speech) return;
  const [button] = root.children;
  const { lang } = document.documentElement;

  /* Pure: the best of these voices for a language, or none. */
  const choose = (voices, wanted) => {
    const tag = (voice) => voice.lang.replace("_", "-");
    const fit = voices.filter((voice) => voice.localService && tag(voice).split("-")[0] === wanted.split("-")[0]);
    return fit.find((voice) => tag(voice) === wanted) ?? fit[0];
  };

  /* The reading script takes the voice from here: voices come late, and may go. */
  const look = () => {
    root.voice = choose(speech.getVoices(), lang);
    root.hidden = !root.voice;
  };
  speech.onvoiceschanged = look;
  look();

  const load = () => {
    /* Some browsers let a page speak later only if it spoke while a button was pressed. */
    const nothing = new SpeechSynthesisUtterance("");
    nothing.voice = root.voice;
    speech.speak(nothing);
    const script = document.createElement("script");
    script.src = root.dataset.src;
    script.onerror = () => {
      root.lastElementChild.textContent = courseWords.speak;
      button.addEventListener("click", load, { once: true });
    };
    document.body.append(script);
  };
  button.addEventListener("click", load, { once: true });
})();
