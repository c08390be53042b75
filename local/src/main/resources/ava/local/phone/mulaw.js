// G.711 µ-law. Source: ITU-T G.711, in the usual form with a bias of 132 on 16 bits.

export const RATE = 8000;
export const SILENCE = 0xff;

const BIAS = 132;
const CLIP = 32635;
const SCALE = 32768;

// sample: from -1 to 1
export function encode(sample) {
  const value = Math.max(-CLIP, Math.min(CLIP, Math.round(sample * SCALE)));
  const magnitude = Math.abs(value) + BIAS;
  const exponent = 24 - Math.clz32(magnitude);
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~((value < 0 ? 0x80 : 0) | (exponent << 4) | mantissa) & 0xff;
}

export function decode(byte) {
  const bits = ~byte & 0xff;
  const magnitude = ((((bits & 0x0f) << 3) + BIAS) << ((bits >> 4) & 7)) - BIAS;
  return (bits & 0x80 ? -magnitude : magnitude) / SCALE;
}
