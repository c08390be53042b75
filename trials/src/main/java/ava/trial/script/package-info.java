/// How conversations for trials are written down.
@NullMarked
package ava.trial.script;

import org.jspecify.annotations.NullMarked;
