package dev.postern.postfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameDecoderTest {

    private final FrameDecoder decoder = new SingleBytes(10, 20);

    @Test
    void refusesChunkBeforeTheLastOneIsUsedUp() throws ProtocolException {
        decoder.feed(new byte[] {1, 2});
        assertThat(decoder.next()).isNotNull();
        assertThatIllegalStateException().isThrownBy(() -> decoder.feed(new byte[1]));
        assertThat(decoder.next()).as("the last one is unharmed").isNotNull();
        assertThat(decoder.next()).isNull();
        decoder.feed(new byte[1]);
    }

    @Test
    void letsGoOfTheChunkThatIsUsedUp() throws ProtocolException {
        byte[] chunk = {1};
        decoder.feed(chunk);
        decoder.next();
        assertThat(decoder.next()).isNull();
        assertThat(decoder.chunk).isNotSameAs(chunk);
    }

    @Test
    void refusesPartOfChunkThatIsNotThere() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> decoder.feed(new byte[2], 1, 2));
    }

    @ParameterizedTest
    @CsvSource({"-1, 10", "11, 10", "0, -1", "10, 2147483647"})
    void refusesLimitsThatCannotHold(int served, int dropped) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SingleBytes(served, dropped));
    }

    /** Takes every byte for a frame. */
    private static final class SingleBytes extends FrameDecoder {

        SingleBytes(int served, int dropped) {
            super(served, dropped);
        }

        @Override
        protected @Nullable Frame read() {
            return position < end ? new Frame.Payload(chunk, position++, 1) : null;
        }
    }
}
