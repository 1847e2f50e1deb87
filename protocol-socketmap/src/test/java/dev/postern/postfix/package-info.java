@NullMarked
package dev.postern.postfix;

import org.jspecify.annotations.NullMarked;
