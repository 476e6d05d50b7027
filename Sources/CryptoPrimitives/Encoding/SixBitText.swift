/// The inner loops of base64url (RFC 4648 section 5), each character six bits: strict, without padding, for the hot path.
///
/// Groups of four are four look-ups in tables whose addresses are constant: an array's own checks would double the time.
package enum SixBitText {
    /// The number of octets that this many characters encode.
    package static func octetCount(ofCharacters count: Int) -> Int {
        count / 4 * 3 + max(0, count % 4 - 1)
    }

    /// Decodes a text that is canonical; `nil` for any other.
    package static func decode(_ text: Span<UInt8>) -> [UInt8]? {
        let size = octetCount(ofCharacters: text.count)
        var isCanonical = false
        let octets = unsafe [UInt8](unsafeUninitializedCapacity: size + slack) { output, count in
            isCanonical = unsafe decode(text, into: output)
            count = isCanonical ? size : 0
        }
        return isCanonical ? octets : nil
    }

    /// Decodes a text that is canonical into the first octets of an array, which grows if it's too short.
    ///
    /// - Returns: how many; `nil` if it isn't canonical. The octets after them are meaningless.
    package static func decode(_ text: Span<UInt8>, into octets: inout [UInt8]) -> Int? {
        let count = octetCount(ofCharacters: text.count)
        if count + slack > octets.count { octets = [UInt8](repeating: 0, count: count + slack) }
        let isCanonical = unsafe octets.withUnsafeMutableBufferPointer { unsafe decode(text, into: $0) }
        return isCanonical ? count : nil
    }

    /// A group is written as four octets, the last of which the next group writes over.
    private static let slack = 1

    /// Writes ``octetCount(ofCharacters:)`` octets and a further one, for which the buffer has room.
    private static func decode(_ text: Span<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>) -> Bool {
        let remainder = text.count % 4
        precondition(output.count >= octetCount(ofCharacters: text.count) + slack)
        guard remainder != 1, let start = output.baseAddress else { return false }
        return unsafe text.withUnsafeBufferPointer { text in
            guard var source = text.baseAddress else { return true }
            var target = UnsafeMutableRawPointer(start)
            let values = Self.values
            let end = unsafe source + (text.count - remainder)
            var faults: UInt32 = 0
            while unsafe source < end {
                let group = unsafe values.group(source)
                faults |= group
                unsafe target.storeBytes(of: group.littleEndian, as: UInt32.self)
                unsafe source += 4
                unsafe target += 3
            }
            guard remainder > 0 else { return faults < GroupValues.fault }
            let rest = unsafe values.rest(source, count: remainder)
            unsafe target.storeBytes(of: UInt8(truncatingIfNeeded: rest), as: UInt8.self)
            if remainder == 3 {
                unsafe target.storeBytes(of: UInt8(truncatingIfNeeded: rest >> 8), toByteOffset: 1, as: UInt8.self)
            }
            // The bits after the last octet are zero (RFC 4648 section 3.5).
            return faults | rest < GroupValues.fault && rest >> (remainder == 3 ? 16 : 8) == 0
        }
    }

    private static let values = GroupValues()
}

/// What each character contributes to a group of four, by its place: bits of three octets, the first one lowest.
///
/// Sharing is sound: it's never written to after it was made, nor freed.
@safe private struct GroupValues: @unchecked Sendable {
    /// What a character without a value contributes: a bit that no group has.
    static let fault: UInt32 = 1 << 24

    private let tables: UnsafeMutablePointer<UInt32>

    init() {
        unsafe tables = .allocate(capacity: 1_024)
        unsafe tables.initialize(repeating: Self.fault, count: 1_024)
        for (value, character) in SixBitText.alphabet.utf8.enumerated() {
            for place in 0..<4 {
                let bits = UInt32(value) << UInt32(18 - place * 6)
                unsafe tables[place * 256 + Int(character)] = bits.byteSwapped >> 8
            }
        }
    }

    @inline(__always)
    func group(_ characters: UnsafePointer<UInt8>) -> UInt32 {
        unsafe tables[Int(characters[0])] | tables[256 + Int(characters[1])] | tables[512 + Int(characters[2])]
            | tables[768 + Int(characters[3])]
    }

    func rest(_ characters: UnsafePointer<UInt8>, count: Int) -> UInt32 {
        unsafe tables[Int(characters[0])] | tables[256 + Int(characters[1])]
            | (count == 3 ? tables[512 + Int(characters[2])] : 0)
    }
}

// Encoding.
extension SixBitText {
    /// The character of each value.
    package static let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

    /// The number of characters that encode this many octets.
    package static func characterCount(ofOctets count: Int) -> Int {
        (count * 4 + 2) / 3
    }

    /// Appends the text of octets.
    package static func encode(_ octets: Span<UInt8>, into output: inout OutputSpan<UInt8>) {
        let count = characterCount(ofOctets: octets.count)
        precondition(output.freeCapacity >= count)
        unsafe output.withUnsafeMutableBufferPointer { buffer, initialised in
            if let start = buffer.baseAddress { unsafe encode(octets, into: start + initialised) }
            initialised += count
        }
    }

    /// Writes the text of octets into an array, which grows if it's too short.
    ///
    /// - Returns: where it ends.
    package static func encode(_ octets: Span<UInt8>, into text: inout [UInt8], at position: Int) -> Int {
        let end = position + characterCount(ofOctets: octets.count)
        if end > text.count { text += [UInt8](repeating: 0, count: end - text.count) }
        unsafe text.withUnsafeMutableBufferPointer { buffer in
            if let start = buffer.baseAddress { unsafe encode(octets, into: start + position) }
        }
        return end
    }

    private static func encode(_ octets: Span<UInt8>, into start: UnsafeMutablePointer<UInt8>) {
        let characters = unsafe Self.characters
        unsafe octets.withUnsafeBufferPointer { octets in
            guard var source = octets.baseAddress else { return }
            var target = unsafe start
            let remainder = octets.count % 3
            let end = unsafe source + (octets.count - remainder)
            while unsafe source < end {
                let group = unsafe UInt32(source[0]) << 16 | UInt32(source[1]) << 8 | UInt32(source[2])
                unsafe target[0] = characters[Int(group >> 18)]
                unsafe target[1] = characters[Int(group >> 12 & 63)]
                unsafe target[2] = characters[Int(group >> 6 & 63)]
                unsafe target[3] = characters[Int(group & 63)]
                unsafe source += 3
                unsafe target += 4
            }
            guard remainder > 0 else { return }
            let rest = unsafe UInt32(source[0]) << 16 | (remainder == 2 ? UInt32(source[1]) << 8 : 0)
            unsafe target[0] = characters[Int(rest >> 18)]
            unsafe target[1] = characters[Int(rest >> 12 & 63)]
            if remainder == 2 { unsafe target[2] = characters[Int(rest >> 6 & 63)] }
        }
    }

    /// Never freed, and never written to after it was made.
    private nonisolated(unsafe) static let characters: UnsafePointer<UInt8> = {
        let characters = UnsafeMutablePointer<UInt8>.allocate(capacity: 64)
        for (value, character) in alphabet.utf8.enumerated() { unsafe (characters + value).initialize(to: character) }
        return unsafe UnsafePointer(characters)
    }()
}
