package dev.postern.gateway.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LadderTest {
    private final Ladder ladder = new Ladder(new RecipientDelimiter("+-"), Set.of("localhost.test"));

    private List<String> keys(MapKind kind, String key) {
        return ladder.steps(kind, key).stream().map(LadderStep::key).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // the address, without its extension, the catch-all
                "u+x@d.test     | u+x@d.test u@d.test @d.test",
                "u@d.test       | u@d.test @d.test",
                "u+@d.test      | u+@d.test u@d.test @d.test",
                "u+a+b@d.test   | u+a+b@d.test u@d.test @d.test",
                "u-x+y@d.test   | u-x+y@d.test u@d.test @d.test",
                // no name before the delimiter, and names that are never split
                "+x@d.test             | +x@d.test @d.test",
                "postmaster+x@d.test   | postmaster+x@d.test postmaster@d.test @d.test",
                "mailer-daemon@d.test  | mailer-daemon@d.test @d.test",
                "double-bounce@d.test  | double-bounce@d.test @d.test",
                "owner-list@d.test     | owner-list@d.test @d.test",
                "list-request@d.test   | list-request@d.test @d.test",
                // a local domain's bare local parts come before its catch-all
                "u+x@localhost.test    | u+x@localhost.test u@localhost.test u+x u @localhost.test",
                // without a domain there is nothing to strip
                "d.test  | d.test",
                "u+x     | u+x",
                "@d.test | @d.test",
                "u@      | u@ @",
                // the last @ counts; the rest is a local part that needs quotes
                "a@b@d.test | \"a@b\"@d.test a@b@d.test @d.test",
            })
    void walksAnAddress(String key, String steps) {
        assertThat(keys(MapKind.ALIAS, key)).containsExactly(steps.split(" "));
    }

    @Test
    void asksTheQuotedFormThenThePlainOneAtEachStep() {
        List<String> steps = List.of("\"a b+x\"@d.test", "a b+x@d.test", "\"a b\"@d.test", "a b@d.test", "@d.test");
        assertThat(keys(MapKind.MAILBOX, "\"a b+x\"@d.test")).isEqualTo(steps);
        assertThat(keys(MapKind.MAILBOX, "a b+x@d.test")).isEqualTo(steps);
    }

    @Test
    void quotesThatNeedNotBeAreTakenOff() {
        assertThat(keys(MapKind.MAILBOX, "\"abc\"@d.test")).containsExactly("abc@d.test", "@d.test");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "u+x@sub.d.test | u+x@sub.d.test u@sub.d.test sub.d.test .d.test .test",
                "u@d            | u@d d",
                "*              | *",
                "d.test         | d.test",
            })
    void walksATransport(String key, String steps) {
        assertThat(keys(MapKind.TRANSPORT, key)).containsExactly(steps.split(" "));
    }

    @Test
    void walksTheParentsOfARelayDomainWithoutADot() {
        assertThat(keys(MapKind.RELAY_DOMAIN, "a.b.test")).containsExactly("a.b.test", "b.test", "test");
    }

    @Test
    void asksAVirtualDomainAndNothingElse() {
        assertThat(keys(MapKind.DOMAIN, "a.b.test")).containsExactly("a.b.test");
    }

    @Test
    void anExtensionIsRememberedForTheStrippedStepsOnly() {
        assertThat(ladder.steps(MapKind.ALIAS, "u+x@d.test"))
                .extracting(LadderStep::extension)
                .containsExactly("", "+x", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a@d.test              | a+x@d.test",
                "a@d.test,b@e.test     | a+x@d.test,b+x@e.test",
                "a@d.test, b@e.test    | a+x@d.test,b+x@e.test",
                "a@d.test b            | a+x@d.test,b+x",
                "\"a, b\"@d.test,c@e.test | \"a, b+x\"@d.test,c+x@e.test",
                "<a@d.test>            | a+x@d.test",
                "@other.test           | @other.test",
            })
    void appendsAnExtensionToEachAddress(String value, String expected) {
        assertThat(AddressList.withExtension(value, "+x")).isEqualTo(expected);
    }

    @Test
    void quotesAnAddressWhoseExtensionNeedsIt() {
        assertThat(AddressList.withExtension("a@d.test", "+x y")).isEqualTo("\"a+x y\"@d.test");
    }

    @ParameterizedTest
    @CsvSource({
        "KIM@Snorl.AX, kim@snorl.ax",
        "ÄÖ@d.test, äö@d.test",
        "Straße, straße",
        "𐐀@d.test, 𐐨@d.test",
        "x𐐀, x𐐨"
    })
    void foldsEachCodePoint(String key, String folded) {
        assertThat(Folding.fold(key)).isEqualTo(folded);
    }
}
