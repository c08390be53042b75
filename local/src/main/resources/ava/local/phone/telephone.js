// The telephone itself, on the audio thread: the microphone as frames of 20 ms of µ-law, and Ava's sound from a queue with
// marks, which Twilio's is: a mark is reached when all that was queued before it is played, at once when nothing is queued,
// and when the queue is cleared.

import {Resampler} from './resampler.js';
import {RATE, decode, encode} from './mulaw.js';

const FRAME = 160;
const PIECE = 40;
const LONGEST_QUEUE = 10 * 60 * RATE;

class PlayQueue {
  #entries = [];
  #played = 0;
  bytes = 0;

  add(audio) {
    if (audio.length > 0 && this.bytes + audio.length <= LONGEST_QUEUE) {
      this.#entries.push({audio});
      this.bytes += audio.length;
    }
  }

  // Returns the marks that are reached by it.
  mark(name) {
    if (this.bytes === 0) {
      return [name];
    }
    this.#entries.push({name});
    return [];
  }

  // Returns the marks that were waiting.
  clear() {
    const marks = this.#entries.filter(entry => entry.name !== undefined).map(entry => entry.name);
    this.#entries = [];
    this.#played = 0;
    this.bytes = 0;
    return marks;
  }

  // Fills what it can of the piece; returns the marks that are reached by it.
  fill(piece) {
    const marks = [];
    let filled = 0;
    while (this.#entries.length > 0) {
      const {name, audio} = this.#entries[0];
      if (name !== undefined) {
        marks.push(name);
        this.#entries.shift();
        continue;
      }
      if (filled === piece.length) {
        break;
      }
      const count = Math.min(piece.length - filled, audio.length - this.#played);
      for (let index = 0; index < count; index++) {
        piece[filled++] = decode(audio[this.#played++]);
      }
      this.bytes -= count;
      if (this.#played === audio.length) {
        this.#entries.shift();
        this.#played = 0;
      }
    }
    return marks;
  }
}

class Telephone extends AudioWorkletProcessor {
  #down = new Resampler(sampleRate, RATE);
  #up = new Resampler(RATE, sampleRate);
  #queue = new PlayQueue();
  #frame = new Uint8Array(FRAME);
  #filled = 0;
  #energy = 0;
  #ready = [];
  #muted = false;
  #heard = {energy: 0, samples: 0};

  constructor() {
    super();
    this.port.onmessage = ({data}) => this.#told(data);
  }

  #told({audio, mark, clear, muted}) {
    if (audio) {
      this.#queue.add(audio);
    } else if (mark !== undefined) {
      this.#reached(this.#queue.mark(mark));
    } else if (clear) {
      this.#ready = [];
      this.#up.reset();
      this.#reached(this.#queue.clear());
    } else if (muted !== undefined) {
      this.#muted = muted;
    }
  }

  #reached(marks) {
    marks.forEach(mark => this.port.postMessage({mark}));
  }

  process([microphone], [[speaker]]) {
    this.#play(speaker);
    this.#take(this.#muted ? [] : microphone, speaker.length);
    return true;
  }

  #play(speaker) {
    while (this.#ready.length < speaker.length) {
      const piece = new Float32Array(PIECE);
      this.#reached(this.#queue.fill(piece));
      this.#ready.push(...this.#up.push(piece));
    }
    for (let index = 0; index < speaker.length; index++) {
      const sample = this.#ready[index];
      speaker[index] = sample;
      this.#heard.energy += sample * sample;
    }
    this.#heard.samples += speaker.length;
    this.#ready = this.#ready.slice(speaker.length);
  }

  // Without a microphone there is silence: a telephone line is never without sound.
  #take(channels, length) {
    const sound = new Float32Array(length);
    channels.forEach(channel => channel.forEach((sample, index) => {
      sound[index] += sample / channels.length;
    }));
    for (const sample of this.#down.push(sound)) {
      this.#frame[this.#filled++] = encode(sample);
      this.#energy += sample * sample;
      if (this.#filled === FRAME) {
        this.#send();
      }
    }
  }

  #send() {
    this.port.postMessage({
      frame: this.#frame.slice(),
      you: Math.sqrt(this.#energy / FRAME),
      ava: Math.sqrt(this.#heard.energy / this.#heard.samples),
      queuedMs: this.#queue.bytes / (RATE / 1000),
      at: currentTime,
    });
    this.#filled = 0;
    this.#energy = 0;
    this.#heard = {energy: 0, samples: 0};
  }
}

registerProcessor('telephone', Telephone);
