/** How decoders are tested: {@link dev.postern.postfix.reading.Reading} delivers each sample in every segmentation. */
@NullMarked
package dev.postern.postfix.reading;

import org.jspecify.annotations.NullMarked;
