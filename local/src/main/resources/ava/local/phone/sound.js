// The microphone and the loudspeaker, joined to the telephone on the audio thread.

export class Sound {
  #context;
  #microphone;
  #node;

  // heard: {frame, mark}; throws what getUserMedia throws when there is no microphone or it may not be used
  static async open(heard) {
    const sound = new Sound();
    // a browser lets a page sound only if it begins to while a click is answered
    sound.#context = new AudioContext({latencyHint: 'interactive'});
    try {
      sound.#microphone = await navigator.mediaDevices.getUserMedia({
        audio: {echoCancellation: true, noiseSuppression: true, autoGainControl: true},
      });
      await sound.#context.audioWorklet.addModule('/phone/telephone.js');
      await sound.#context.resume();
    } catch (problem) {
      sound.close();
      throw problem;
    }
    sound.#join(heard);
    return sound;
  }

  #join(heard) {
    this.#node = new AudioWorkletNode(this.#context, 'telephone', {outputChannelCount: [1]});
    this.#node.port.onmessage = ({data}) => (data.mark === undefined ? heard.frame(data) : heard.mark(data.mark));
    this.#context.createMediaStreamSource(this.#microphone).connect(this.#node).connect(this.#context.destination);
  }

  play(audio) {
    this.#node.port.postMessage({audio});
  }

  mark(name) {
    this.#node.port.postMessage({mark: name});
  }

  clear() {
    this.#node.port.postMessage({clear: true});
  }

  mute(muted) {
    this.#node.port.postMessage({muted});
  }

  // Seconds on the clock of the frames.
  now() {
    return this.#context.currentTime;
  }

  close() {
    this.#node?.disconnect();
    this.#microphone?.getTracks().forEach(track => track.stop());
    this.#context.close();
  }
}
