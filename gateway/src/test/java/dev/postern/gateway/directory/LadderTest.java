package dev.postern.gateway.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(keys(MapKind.RELAY_DOMAIN, "[192.0.2.1]")).containsExactly("[192.0.2.1]", "0.2.1]", "2.1]", "1]");
    }

    @Test
    void asksAVirtualDomainAndNothingElse() {
        assertThat(keys(MapKind.DOMAIN, "A.b.test")).containsExactly("a.b.test");
    }

    @Test
    void asksForALocalRecipientByItsBareNameWhateverItsDomainIs() {
        assertThat(keys(MapKind.LOCAL_RECIPIENT, "u+x@host.test"))
                .containsExactly("u+x@host.test", "u@host.test", "u+x", "u", "@host.test");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // an address, its domain with the parents, its local part
                "u+x@sub.d.test | u+x@sub.d.test u@sub.d.test sub.d.test d.test test u+x@ u@",
                "u@[192.0.2.1]  | u@[192.0.2.1] [192.0.2.1] 0.2.1] 2.1] 1] u@",
                // a host, and the sender that is none
                "mx.d.test      | mx.d.test d.test test",
                "<>             | <>",
                // an address of a host loses octets from the right; what only looks like one is a name
                "192.0.2.1      | 192.0.2.1 192.0.2 192.0 192",
                "192.0.2.1.test | 192.0.2.1.test 0.2.1.test 2.1.test 1.test test",
                "2001:DB8::1    | 2001:db8::1 2001:db8: 2001:db8 2001",
            })
    void walksAnAccessMap(String key, String steps) {
        assertThat(keys(MapKind.ACCESS, key)).containsExactly(steps.split(" "));
    }

    @Test
    void asksTheLocalPartOfAnAccessMapInBothSpellings() {
        assertThat(keys(MapKind.ACCESS, "a b+c@d"))
                .containsExactly(
                        "\"a b+c\"@d",
                        "a b+c@d",
                        "\"a b\"@d",
                        "a b@d",
                        "d",
                        "\"a b+c\"@",
                        "a b+c@",
                        "\"a b\"@",
                        "a b@");
    }

    @Test
    void asksBothSpellingsOfAnInternationalDomainAtEachStep() {
        assertThat(keys(MapKind.ALIAS, "U+x@MÜLLER.test"))
                .containsExactly(
                        "u+x@müller.test",
                        "u+x@xn--mller-kva.test",
                        "u@müller.test",
                        "u@xn--mller-kva.test",
                        "@müller.test",
                        "@xn--mller-kva.test");
        assertThat(keys(MapKind.DOMAIN, "XN--mller-kva.test")).containsExactly("xn--mller-kva.test", "müller.test");
        assertThat(keys(MapKind.TRANSPORT, "u@a.müller.test"))
                .containsExactly(
                        "u@a.müller.test",
                        "u@a.xn--mller-kva.test",
                        "a.müller.test",
                        "a.xn--mller-kva.test",
                        ".müller.test",
                        ".xn--mller-kva.test",
                        ".test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // IDNA 2003 makes other names of these: strasse, σ at the end of a word
                "straße.test",
                "ὀδυσσεύς.test",
                // no names: not Punycode, a full-width dot, a label that is too long, one that is far too long
                "xn--\u007f.test",
                "müller．test",
                "ümlaut-ümlaut-ümlaut-ümlaut-ümlaut-ümlaut-ümlaut-ümlaut-ümlaut-ümlaut.test",
            })
    void asksADomainThatHasNoSafeOtherSpellingAsItIs(String domain) {
        assertThat(keys(MapKind.DOMAIN, domain)).containsExactly(domain);
        String far = domain.repeat(300);
        assertThat(keys(MapKind.DOMAIN, far)).containsExactly(far);
    }

    @Test
    void anExtensionIsRememberedForTheStrippedStepsOnly() {
        assertThat(ladder.steps(MapKind.ALIAS, "u+x@d.test"))
                .extracting(LadderStep::extension)
                .containsExactly("", "+x", "");
    }

    @Test
    void anExtensionKeepsItsCaseWhileKeysAreFolded() {
        LadderStep stripped = ladder.steps(MapKind.ALIAS, "Kim+Lists@D.test").get(1);
        assertThat(stripped).isEqualTo(new LadderStep("kim@d.test", "Kim", "+Lists"));
        assertThat(keys(MapKind.ALIAS, "Owner-List@d.test")).containsExactly("owner-list@d.test", "@d.test");
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
        "x𐐀, x𐐨",
        // not the i of another name
        "Aİ, ai\u0307",
    })
    void foldsEachCodePoint(String key, String folded) {
        assertThat(Folding.fold(key)).isEqualTo(folded);
    }

    @ParameterizedTest
    @EnumSource(
            value = MapKind.class,
            names = {"TRANSPORT", "RELAY_DOMAIN", "ACCESS"})
    void climbsToTheParentsThatCanBeNamesAndToNoOthers(MapKind kind) {
        String name = "b.".repeat(126) + "t"; // 253 characters, as many as a name may have
        List<String> climbed = climbed(kind, name);
        assertThat(climbed).hasSize(127).endsWith(kind == MapKind.TRANSPORT ? ".t" : "t");
        assertThat(climbed(kind, "c.".repeat(5_000) + name))
                .hasSizeLessThan(130)
                .endsWith(climbed.subList(1, 127).toArray(String[]::new));
    }

    private List<String> climbed(MapKind kind, String domain) {
        return keys(kind, kind == MapKind.RELAY_DOMAIN ? domain : "a@" + domain).stream()
                .filter(key -> !key.contains("@"))
                .toList();
    }
}
