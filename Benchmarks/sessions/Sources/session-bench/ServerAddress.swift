import JWTWorkloads

/// Where a server listens.
struct ServerAddress: Hashable, Sendable {
    /// A name or an IP address.
    let host: String
    /// The TCP port.
    let port: UInt16

    /// Reads a host and a port with a colon between them.
    ///
    /// - Parameter text: such as `127.0.0.1:6379` or `[::1]:6379`.
    /// - Throws: `WorkloadError` if it's anything else.
    init(_ text: String) throws(WorkloadError) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            throw WorkloadError("'\(text)' isn't an address and a port, such as 127.0.0.1:6379")
        }
        let host = text[..<colon]
        self.host = String(host.hasPrefix("[") && host.hasSuffix("]") ? host.dropFirst().dropLast() : host)
        self.port = port
        guard !self.host.isEmpty, !self.host.contains("\0") else { throw WorkloadError("'\(text)' names no host") }
    }
}
