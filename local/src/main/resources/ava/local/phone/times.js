// How long the caller waits: from the call to Ava's first word, and from the end of each of his sentences to the beginning
// of her answer, as it sounds here.

const LOUD = 0.02;
const AUDIBLE = 0.004;
const SPOKEN_FRAMES = 4;
const PAUSE_S = 0.3;

export class Times {
  firstWord = null;
  answers = [];
  #began;
  #loudFrames = 0;
  #spokeUntil = null;
  #avaUntil = -Infinity;

  // began: seconds, when the number was dialled
  constructor(began) {
    this.#began = began;
  }

  // you, ava: how loud 20 ms of each were; returns whether something new is known
  frame({you, ava, at}) {
    this.#loudFrames = you > LOUD ? this.#loudFrames + 1 : 0;
    if (this.#loudFrames >= SPOKEN_FRAMES) {
      this.#spokeUntil = at;
    }
    return ava > AUDIBLE && this.#sounds(at);
  }

  #sounds(at) {
    const begins = at - this.#avaUntil > PAUSE_S;
    this.#avaUntil = at;
    if (!begins) {
      return false;
    }
    const first = this.firstWord === null;
    if (first) {
      this.firstWord = at - this.#began;
    } else if (this.#spokeUntil !== null) {
      this.answers.push(at - this.#spokeUntil);
    }
    const told = first || this.#spokeUntil !== null;
    this.#spokeUntil = null;
    return told;
  }

  median() {
    const sorted = this.answers.toSorted((a, b) => a - b);
    return sorted.length === 0 ? null : sorted[Math.floor(sorted.length / 2)];
  }
}
