/// What was left on the voicemail: fetched, put into words, kept, and deleted where it came from.
@NullMarked
package ava.summary.voicemail;

import org.jspecify.annotations.NullMarked;
