@NullMarked
package dev.postern.sasl;

import org.jspecify.annotations.NullMarked;
