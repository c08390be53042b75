/// What both sides of a call need to read the JSON of others.
@NullMarked
package ava.bridge.json;

import org.jspecify.annotations.NullMarked;
