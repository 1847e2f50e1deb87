package dev.postern.acceptance.wire;

import dev.postern.dovecot.dialog.Peer;
import java.io.IOException;

/** Leaves out what Dovecot 2.3 writes without saying anything: an empty field, user= or original_user=. */
record DovecotPeer(Peer socket) implements Peer {
    @Override
    public void say(String bytes) throws IOException {
        socket.say(bytes);
    }

    @Override
    public Heard hear() throws IOException {
        Heard heard = socket.hear();
        return heard instanceof Heard.Text text && text.line().matches("(OK|FAIL)\t.*")
                ? new Heard.Text(text.line().replaceAll("\t((original_)?user=)?(?=\t|$)", ""))
                : heard;
    }

    @Override
    public boolean isSilent() throws IOException {
        return socket.isSilent();
    }

    @Override
    public boolean showsAborts() {
        return false;
    }
}
