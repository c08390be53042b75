// From one rate to another, as the sound comes: a windowed sinc whose stop band begins below half of the lower rate, so that
// what a telephone cannot carry is taken away instead of folding back as noise.

// Kaiser: -80 dB; with 32 zero crossings a side the band between what passes and what does not is 7 % of the lower rate
const BETA = 8;
const ZEROS = 32;
const CUTOFF = 0.9125;

export class Resampler {
  #steps;
  #phases;
  #taps;
  #half;
  #sound;
  #base;
  #phase = 0;

  constructor(from, to) {
    const common = greatestCommonDivisor(from, to);
    this.#steps = from / common;
    this.#phases = to / common;
    const cutoff = (CUTOFF * Math.min(from, to)) / from;
    this.#half = Math.ceil(ZEROS / cutoff);
    this.#taps = Array.from({length: this.#phases}, (_, phase) => taps(phase / this.#phases, this.#half, cutoff));
    this.reset();
  }

  // Forgets what came, as if only silence had come.
  reset() {
    this.#sound = new Float32Array(2 * this.#half);
    this.#base = this.#half;
    this.#phase = 0;
  }

  // Takes what comes and gives what it makes, which is late by half of the filter.
  push(samples) {
    const sound = new Float32Array(this.#sound.length + samples.length);
    sound.set(this.#sound);
    sound.set(samples, this.#sound.length);
    const made = [];
    while (this.#base + this.#half < sound.length) {
      made.push(this.#at(sound));
      this.#phase += this.#steps;
      this.#base += Math.floor(this.#phase / this.#phases);
      this.#phase %= this.#phases;
    }
    const done = Math.max(0, this.#base - this.#half);
    this.#sound = sound.slice(done);
    this.#base -= done;
    return made;
  }

  #at(sound) {
    const taps = this.#taps[this.#phase];
    const first = this.#base - this.#half + 1;
    let sum = 0;
    for (let index = 0; index < taps.length; index++) {
      sum += taps[index] * sound[first + index];
    }
    return sum;
  }
}

// The filter between two samples, where it lets what is constant through as it is.
function taps(offset, half, cutoff) {
  const made = new Float32Array(2 * half);
  let sum = 0;
  for (let index = 0; index < made.length; index++) {
    const distance = index - half + 1 - offset;
    made[index] = sinc(distance * cutoff) * kaiser(distance / half);
    sum += made[index];
  }
  return made.map(tap => tap / sum);
}

const sinc = x => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
const kaiser = x => (Math.abs(x) >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA));

function bessel(x) {
  let sum = 1;
  let term = 1;
  for (let order = 1; term > sum * 1e-12; order++) {
    term *= (x / (2 * order)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a, b) {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
