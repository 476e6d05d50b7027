import CryptoPrimitives
import Testing

struct MACContextTests {
    private let message = Array("header.payload".utf8)

    @Test(arguments: HashFunction.allCases)
    func `a context is used again and again`(_ function: HashFunction) throws {
        let secret = [UInt8](repeating: 5, count: 64)
        var kept = try MACContext(secret: secret.span, function: function)
        for length in [0, 1, 64, 200, 3] {
            let message = [UInt8](repeating: UInt8(length), count: length)
            var fresh = try MACContext(secret: secret.span, function: function)
            let code = kept.code(for: message.span)
            let expected = fresh.code(for: message.span)
            #expect(code == expected)
            #expect(code.count == function.octetCount)
            let matches = kept.matches(code.span, for: message.span)
            #expect(matches)
        }
    }

    @Test(arguments: [HashFunction.sha256, .sha384, .sha512])
    func `one bit changed is refused`(_ function: HashFunction) throws {
        var context = try MACContext(secret: [UInt8](repeating: 5, count: 64).span, function: function)
        let code = context.code(for: message.span)
        for position in code.indices {
            var changed = code
            changed[position] ^= 1 << UInt8(position % 8)
            let matches = context.matches(changed.span, for: message.span)
            #expect(!matches, "octet \(position)")
        }
    }

    @Test func `a received code that's longer or shorter than a MAC is rejected, and an empty one`() throws {
        var context = try MACContext(secret: [1, 2, 3].span, function: .sha256)
        let code = context.code(for: message.span)
        for length in [1, 16, 31] {
            let matches = context.matches(code.span.extracting(first: length), for: message.span)
            #expect(!matches, "\(length) octets")
        }
        for length in [33, 64, 65, 4096, 100_000] {
            let long = code + [UInt8](repeating: 0, count: length - 32)
            let matches = context.matches(long.span, for: message.span)
            #expect(!matches, "\(length) octets")
        }
        let matches = context.matches([UInt8]().span, for: message.span)
        #expect(!matches)
    }

    @Test func `an empty secret is a secret, not the one before`() throws {
        var first = try MACContext(secret: [UInt8]().span, function: .sha256)
        let code = first.code(for: [UInt8]().span)
        #expect(code == octets(hex: "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"))
    }
}
