package dev.postern.postfix.tcptable;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.postern.postfix.Frame;
import dev.postern.postfix.tcptable.TcpTableReply.Found;
import dev.postern.postfix.tcptable.TcpTableReply.NotFound;
import dev.postern.postfix.tcptable.TcpTableReply.Temporary;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcpTableReplyTest {

    private static final Map<TcpTableReply, String> REPLIES = Map.of(
            new Found("a b%c"), "200 a%20b%25c\n",
            new Found("a@x.test,b@x.test"), "200 a@x.test,b@x.test\n",
            new Found("\u00fc"), "200 %C3%BC\n",
            new NotFound(), "500 not-found\n",
            new Temporary("backend down"), "400 backend%20down\n");

    @Test
    void everyKindOfReplyEncodesAsPostfixReadsIt() {
        REPLIES.forEach(
                (reply, line) -> assertThat(reply.encode()).asString(US_ASCII).isEqualTo(line));
        assertThat(REPLIES.keySet())
                .extracting(Object::getClass)
                .map(Class.class::cast)
                .contains(TcpTableReply.class.getPermittedSubclasses());
    }

    @Test
    void everyKindOfReplyParsesWhatItEncoded() {
        REPLIES.forEach((reply, line) -> assertThat(parse(line.stripTrailing())).contains(reply));
    }

    @Test
    void parsesOtherSpellingsOfTheSame() {
        assertThat(parse("200 %c3%bc")).contains(new Found("\u00fc"));
        assertThat(parse("200 a b")).contains(new Found("a b"));
        assertThat(parse("500 no such key")).contains(new NotFound());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "200", "200 ", "20 x", "2000 x", "300 x", "abc x", "200 %", "200 a%0Ad", "200 %FF", "200\tx"
            })
    void parsesNothingElse(String line) {
        assertThat(parse(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\0b", "a\nb", "a\tb", "\ud83d"})
    void refusesTextThatIsNotClean(String text) {
        assertThat(Found.carries(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Found(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new Temporary(text));
    }

    @Test
    void carriesValueUpToTheLastByteThatPostfixReads() {
        String longest = "x".repeat(4091);
        assertThat(new Found(longest).encode()).hasSize(TcpTableReply.MAX_LINE);
        assertThat(Found.carries(longest + "x")).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Found(longest + "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Temporary(longest + "x"));
    }

    @Test
    void countsCodedBytesOfValueAndNotCharacters() {
        String spaces = " ".repeat(4091 / 3);
        assertThat(Found.carries(spaces + "xx")).isTrue();
        assertThat(Found.carries(spaces + "xxx")).isFalse();
        assertThat(Found.carries(spaces + " ")).isFalse();
    }

    private static Optional<TcpTableReply> parse(String line) {
        byte[] bytes = line.getBytes(UTF_8);
        return TcpTableReply.parse(new Frame.Payload(bytes, 0, bytes.length));
    }
}
