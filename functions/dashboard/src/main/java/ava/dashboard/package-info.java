/// The owner's web page of calls, and the JSON it reads.
@NullMarked
package ava.dashboard;

import org.jspecify.annotations.NullMarked;
