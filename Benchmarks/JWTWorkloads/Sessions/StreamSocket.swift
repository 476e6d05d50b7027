#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A TCP connection that waits for its answers, with what was read and not yet taken.
@safe final class StreamSocket {
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var position = 0
    private var chunk = [UInt8](repeating: 0, count: 65_536)

    /// Connects.
    ///
    /// - Parameter address: an IPv4 address and a port with a colon in between; `localhost` is 127.0.0.1.
    /// - Throws: ``WorkloadError`` where nobody answers.
    init(_ address: String) throws(WorkloadError) {
        let parts = address.split(separator: ":")
        guard parts.count == 2, let port = UInt16(parts[1]) else {
            throw WorkloadError("'\(address)' is no address and port")
        }
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        let host = parts[0] == "localhost" ? "127.0.0.1" : String(parts[0])
        guard unsafe inet_pton(AF_INET, host, &name.sin_addr) == 1 else {
            throw WorkloadError("'\(host)' is no IPv4 address")
        }
        #if canImport(Darwin)
        descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #else
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #endif
        let connected = unsafe withUnsafePointer(to: &name) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe connect(descriptor, generic, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else {
            close(descriptor)
            throw WorkloadError("nobody answers at \(address)")
        }
        // A question is sent at once, or it would wait for the last answer's acknowledgement.
        var yes: Int32 = 1
        _ = unsafe setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(descriptor) }

    func write(_ octets: [UInt8]) throws(WorkloadError) {
        var sent = 0
        while sent < octets.count {
            let count = unsafe octets.withUnsafeBytes { all in
                unsafe send(descriptor, all.baseAddress?.advanced(by: sent), octets.count - sent, Self.noSignal)
            }
            if count > 0 {
                sent += count
            } else if errno != EINTR {
                throw WorkloadError("the connection is gone")
            }
        }
    }

    /// One octet.
    func octet() throws(WorkloadError) -> UInt8 {
        while position == buffer.count { try fill() }
        defer { position += 1 }
        return buffer[position]
    }

    /// So many octets.
    func octets(_ count: Int) throws(WorkloadError) -> [UInt8] {
        while buffer.count - position < count { try fill() }
        defer { position += count }
        return Array(buffer[position..<(position + count)])
    }

    private func fill() throws(WorkloadError) {
        if position == buffer.count {
            buffer.removeAll(keepingCapacity: true)
            position = 0
        }
        let count = unsafe chunk.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
        if count > 0 {
            buffer += chunk[..<count]
        } else if count == 0 || errno != EINTR {
            throw WorkloadError("the connection is gone")
        }
    }

    #if canImport(Darwin)
    private static let noSignal: Int32 = 0
    #else
    private static let noSignal = Int32(MSG_NOSIGNAL)
    #endif
}
