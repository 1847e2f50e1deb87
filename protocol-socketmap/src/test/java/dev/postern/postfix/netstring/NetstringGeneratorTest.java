package dev.postern.postfix.netstring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import dev.postern.postfix.Frame;
import dev.postern.postfix.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;

/** Generated input; a failure names the seed, and {@code -Dseed=} repeats it. */
class NetstringGeneratorTest {

    private static final int SERVED = 300;
    private static final int DROPPED = 400;

    private final long seed = Long.getLong("seed", new Random().nextLong());
    private final Random random = new Random(seed);

    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    private final List<Integer> ends = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private final List<String> read = new ArrayList<>();

    @RepeatedTest(200)
    void readsBackWhatWasWrittenHoweverItIsCut() throws Exception {
        write();
        read(wire.toByteArray());
        assertThat(read).as("seed %d", seed).isEqualTo(written);
    }

    @RepeatedTest(500)
    void brokenByteHarmsNothingBeforeItAndCausesOnlyTheDeclaredFailure() {
        write();
        byte[] bytes = wire.toByteArray();
        int broken = random.nextInt(bytes.length);
        bytes[broken] = (byte) "0123456789:,- \0".charAt(random.nextInt(15));
        Exception failure = catchException(() -> read(bytes));
        if (failure != null) {
            assertThat(failure).as("seed %d", seed).isInstanceOf(ProtocolException.class);
        }
        int before = (int) ends.stream().filter(end -> end <= broken).count();
        assertThat(read.subList(0, before)).as("seed %d", seed).isEqualTo(written.subList(0, before));
    }

    private void write() {
        for (int i = random.nextInt(20); i >= 0; i--) {
            byte[] payload = new byte[random.nextInt(DROPPED + 1)];
            random.nextBytes(payload);
            wire.writeBytes(Netstring.encode(payload, new byte[0]));
            ends.add(wire.size());
            written.add(payload.length > SERVED ? "over-long" : HexFormat.of().formatHex(payload));
        }
    }

    private void read(byte[] bytes) throws ProtocolException {
        NetstringDecoder decoder = new NetstringDecoder(SERVED, DROPPED);
        int longest = 1 + random.nextInt(1000);
        int count;
        for (int offset = 0; offset < bytes.length; offset += count) {
            count = Math.min(random.nextInt(longest + 1), bytes.length - offset);
            decoder.feed(bytes, offset, count);
            for (Frame frame = decoder.next(); frame != null; frame = decoder.next()) {
                read.add(show(frame));
            }
        }
    }

    private static String show(Frame frame) {
        return frame instanceof Frame.Payload payload
                ? HexFormat.of().formatHex(payload.copy(0, payload.length()))
                : "over-long";
    }
}
