@NullMarked
package dev.postern.postfix.netstring;

import org.jspecify.annotations.NullMarked;
