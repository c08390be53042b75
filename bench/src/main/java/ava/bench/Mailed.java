package ava.bench;

/// One call from the moment at which the caller hung up to the mail that SES accepted, in
/// milliseconds.
///
/// @param cold whether the function had to be started for it
/// @param bridge until the queue had the bridge's message: the caller's last words are waited for
/// @param queue until the function's event was there
/// @param start of the function; 0 when it was there
/// @param summary until SES accepted the mail, with a model that answers at once
record Mailed(boolean cold, long bridge, long queue, long start, long summary) {
  long total() {
    return bridge + queue + start + summary;
  }
}
