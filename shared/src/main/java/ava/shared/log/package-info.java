/// How Ava's processes on AWS log.
@NullMarked
package ava.shared.log;

import org.jspecify.annotations.NullMarked;
