// One media stream to the bridge, in the words that Twilio uses. Source: Twilio, "Media Streams: WebSocket messages".

const FRAME_MS = 20;

export class Line {
  #socket;
  #streamSid;
  #callSid;
  #accountSid;
  #sequence = 0;
  #chunk = 0;

  // told: {audio, mark, clear, ended}
  constructor({accountSid, callSid, stream}, told) {
    this.#streamSid = stream.streamSid;
    this.#callSid = callSid;
    this.#accountSid = accountSid;
    this.#socket = new WebSocket(`ws://${location.host}/phone/streams/${stream.streamSid}`);
    this.#socket.addEventListener('open', () => this.#begin(stream.customParameters));
    this.#socket.addEventListener('message', ({data}) => this.#hear(JSON.parse(data), told));
    this.#socket.addEventListener('close', () => told.ended(), {once: true});
  }

  #begin(customParameters) {
    this.#write({event: 'connected', protocol: 'Call', version: '1.0.0'});
    this.#send('start', {
      accountSid: this.#accountSid,
      streamSid: this.#streamSid,
      callSid: this.#callSid,
      tracks: ['inbound'],
      mediaFormat: {encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1},
      customParameters,
    });
  }

  #hear(message, told) {
    if (message.event === 'media') {
      told.audio(Uint8Array.from(atob(message.media.payload), letter => letter.charCodeAt(0)));
    } else if (message.event === 'mark') {
      told.mark(message.mark.name);
    } else if (message.event === 'clear') {
      told.clear();
    }
  }

  // What is said before the stream is open, nobody hears.
  media(frame) {
    if (this.#socket.readyState !== WebSocket.OPEN) {
      return;
    }
    this.#chunk++;
    this.#send('media', {
      track: 'inbound',
      chunk: String(this.#chunk),
      timestamp: String(this.#chunk * FRAME_MS),
      payload: btoa(String.fromCharCode(...frame)),
    });
  }

  dtmf(digit) {
    this.#send('dtmf', {track: 'inbound_track', digit});
  }

  mark(name) {
    this.#send('mark', {name});
  }

  // The caller hangs up.
  stop() {
    this.#send('stop', {accountSid: this.#accountSid, callSid: this.#callSid});
    this.#socket.close(1000);
  }

  #send(event, content) {
    if (this.#socket.readyState === WebSocket.OPEN) {
      this.#sequence++;
      this.#write({event, sequenceNumber: String(this.#sequence), [event]: content, streamSid: this.#streamSid});
    }
  }

  #write(message) {
    this.#socket.send(JSON.stringify(message));
  }
}
