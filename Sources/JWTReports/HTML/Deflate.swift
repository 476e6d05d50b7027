/// Compression by RFC 1951, with the fixed Huffman codes of its section 3.2.6: what a browser takes as `deflate-raw`.
///
/// What the page's script reads is a few words over and over, so that repetitions are all that matters.
struct Deflate {
    private static let window = 32768
    /// How many earlier places with the same three octets are looked at.
    private static let mostTries = 24

    private var output: [UInt8] = []
    private var bits: UInt64 = 0
    private var count = 0

    /// The octets in one compressed block.
    static func compressed(_ bytes: [UInt8]) -> [UInt8] {
        var deflate = Deflate()
        deflate.output.reserveCapacity(bytes.count / 3)
        // The last block, with fixed codes.
        deflate.write(0b011, 3)
        deflate.compress(bytes)
        deflate.writeSymbol(256)
        deflate.write(0, 7)
        return deflate.output
    }

    private mutating func compress(_ bytes: [UInt8]) {
        var latest = [Int32](repeating: -1, count: 1 << 15)
        var earlier = [Int32](repeating: -1, count: Self.window)
        func hash(_ position: Int) -> Int {
            (Int(bytes[position]) << 10 ^ Int(bytes[position + 1]) << 5 ^ Int(bytes[position + 2])) & 0x7FFF
        }
        func remember(_ position: Int) {
            guard position + 2 < bytes.count else { return }
            let key = hash(position)
            earlier[position & (Self.window - 1)] = latest[key]
            latest[key] = Int32(position)
        }
        var position = 0
        while position < bytes.count {
            var best = (length: 0, distance: 0)
            if position + 2 < bytes.count {
                let limit = min(258, bytes.count - position)
                var candidate = Int(latest[hash(position)])
                var tries = 0
                while candidate >= 0, position - candidate < Self.window, tries < Self.mostTries, best.length < limit {
                    // A longer match has to agree in the octet after the best one.
                    if bytes[candidate + best.length] == bytes[position + best.length] {
                        var length = 0
                        while length < limit, bytes[candidate + length] == bytes[position + length] { length += 1 }
                        if length > best.length { best = (length, position - candidate) }
                    }
                    candidate = Int(earlier[candidate & (Self.window - 1)])
                    tries += 1
                }
            }
            if best.length >= 3 {
                writeMatch(length: best.length, distance: best.distance)
                for covered in position..<position + best.length { remember(covered) }
                position += best.length
            } else {
                writeSymbol(Int(bytes[position]))
                remember(position)
                position += 1
            }
        }
    }

    private static let lengths = bases(starting: 3, count: 28) { $0 < 8 ? 0 : ($0 - 4) / 4 } + [(base: 258, extra: 0)]
    private static let distances = bases(starting: 1, count: 30) { $0 < 4 ? 0 : ($0 - 2) / 2 }

    /// The smallest value of each code, and how many bits say the rest.
    private static func bases(starting first: Int, count: Int, extra: (Int) -> Int) -> [(base: Int, extra: Int)] {
        var base = first
        return (0..<count).map { code in
            defer { base += 1 << extra(code) }
            return (base, extra(code))
        }
    }

    private mutating func writeMatch(length: Int, distance: Int) {
        let code = length == 258 ? 28 : (Self.lengths.dropLast().lastIndex { $0.base <= length } ?? 0)
        writeSymbol(257 + code)
        write(length - Self.lengths[code].base, Self.lengths[code].extra)
        let far = Self.distances.lastIndex { $0.base <= distance } ?? 0
        writeCode(far, 5)
        write(distance - Self.distances[far].base, Self.distances[far].extra)
    }

    /// A literal, the end, or a length: RFC 1951 section 3.2.6.
    private mutating func writeSymbol(_ symbol: Int) {
        switch symbol {
        case 0...143: writeCode(0x30 + symbol, 8)
        case 144...255: writeCode(0x190 + symbol - 144, 9)
        case 256...279: writeCode(symbol - 256, 7)
        default: writeCode(0xC0 + symbol - 280, 8)
        }
    }

    /// Huffman codes begin with their highest bit, everything else with its lowest.
    private mutating func writeCode(_ code: Int, _ length: Int) {
        var reversed = 0
        for bit in 0..<length where code >> bit & 1 == 1 { reversed |= 1 << (length - 1 - bit) }
        write(reversed, length)
    }

    private mutating func write(_ value: Int, _ length: Int) {
        bits |= UInt64(value) << UInt64(count)
        count += length
        while count >= 8 {
            output.append(UInt8(truncatingIfNeeded: bits))
            bits >>= 8
            count -= 8
        }
    }
}
