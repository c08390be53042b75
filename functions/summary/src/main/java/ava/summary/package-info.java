/// After the call: takes call-ended messages from the queue, and sees to it that every call gets
/// exactly one email, or one line in the log that holds all of it.
@NullMarked
package ava.summary;

import org.jspecify.annotations.NullMarked;
