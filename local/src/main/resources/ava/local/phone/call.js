// One call: rings, opens the streams that Twilio would open, and asks how it goes on.

import {Line} from './line.js';
import {Sound} from './sound.js';

const ASK_MS = 300;
const ASK_LATER_MS = 1000;
const LATE_NEWS_MS = 90_000;
const SETTLED = new Set(['SENT', 'LOGGED', 'SKIPPED']);

export class Call {
  #show;
  #sound;
  #line = null;
  #streamSid = '';
  #callSid = '';
  #hungUp = false;
  #over = false;
  #overAt = 0;
  #forgotten = false;
  // seconds on the clock of the frames
  rangAt = 0;

  // show: {frame, progress, over, lost, found, gone}
  constructor(show) {
    this.#show = show;
  }

  // Resolves once it rings.
  async start() {
    this.#sound = await Sound.open({
      frame: frame => {
        this.#line?.media(frame.frame);
        this.#show.frame(frame);
      },
      mark: name => this.#line?.mark(name),
    });
    this.rangAt = this.#sound.now();
    try {
      this.#callSid = (await answer(await fetch('/phone/calls', {method: 'POST'}))).callSid;
    } catch (problem) {
      this.#sound.close();
      throw problem;
    }
    this.#ask();
  }

  press(digit) {
    this.#line?.dtmf(digit);
  }

  mute(muted) {
    this.#sound.mute(muted);
  }

  hangUp() {
    this.#hungUp = true;
    this.#line?.stop();
    this.#ends();
  }

  // Nothing of it is shown any more.
  forget() {
    this.#forgotten = true;
  }

  async #ask() {
    try {
      const progress = await answer(await fetch('/phone/calls/' + this.#callSid));
      if (this.#forgotten) {
        return;
      }
      this.#show.found();
      this.#follow(progress);
    } catch (problem) {
      if (this.#forgotten) {
        return;
      }
      if (problem.status === 404) {
        this.#show.gone();
        this.#ends();
        return;
      }
      this.#show.lost();
    }
    if (!this.#over || Date.now() - this.#overAt < LATE_NEWS_MS) {
      setTimeout(() => this.#ask(), this.#over ? ASK_LATER_MS : ASK_MS);
    }
  }

  #follow(progress) {
    this.#show.progress(progress);
    if (progress.over) {
      this.#ends();
      if (SETTLED.has(progress.call?.summaryState)) {
        this.#overAt = 0;
      }
    } else if (progress.stream && progress.stream.streamSid !== this.#streamSid && !this.#hungUp) {
      this.#open(progress);
    }
  }

  #open(progress) {
    this.#streamSid = progress.stream.streamSid;
    this.#line = new Line(progress, {
      audio: audio => this.#sound.play(audio),
      mark: name => this.#sound.mark(name),
      clear: () => this.#sound.clear(),
      ended: () => {
        this.#line = null;
        this.#sound.clear();
      },
    });
  }

  #ends() {
    if (!this.#over) {
      this.#over = true;
      this.#overAt = Date.now();
      this.#sound.close();
      this.#show.over();
    }
  }
}

async function answer(response) {
  if (!response.ok) {
    throw Object.assign(new Error(`HTTP ${response.status}`), {status: response.status});
  }
  return response.json();
}
