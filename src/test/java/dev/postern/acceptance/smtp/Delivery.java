package dev.postern.acceptance.smtp;

/**
 * A message as an {@link LmtpSink} was given it.
 *
 * @param sender of the envelope
 * @param recipient of the envelope; a message for two is two deliveries
 * @param subject of the message
 */
public record Delivery(String sender, String recipient, String subject) {}
