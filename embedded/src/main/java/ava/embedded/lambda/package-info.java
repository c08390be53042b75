/// Lambda on one machine: a function in a process of its own, under AWS's runtime client.
@NullMarked
package ava.embedded.lambda;

import org.jspecify.annotations.NullMarked;
