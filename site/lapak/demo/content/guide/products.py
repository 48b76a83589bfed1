"""Menambah produk & mengubah harga."""

from lapak.demo.content.guide.steps import step

CHAPTER = {
    "slug": "menambah-produk-dan-mengubah-harga",
    "title": "Menambah produk & mengubah harga",
    "summary": "Memasang produk baru lewat satu formulir, lalu mengubah harganya kapan saja.",
    "audience": ["owner", "helper"],
    "minutes": 5,
    "screen": "products",
    "body": [
        (
            "text",
            "<p>Produk baru dipasang lewat <b>satu formulir</b>: foto, nama, harga, dan stok awal sekaligus. "
            "Setelah itu harga dan stok diubah dengan tombol tersendiri, supaya angka di toko selalu angka "
            "yang sebenarnya.</p>",
        ),
        ("heading", "Yang perlu disiapkan"),
        (
            "text",
            "<ul><li>Foto barang dari ponsel. Ambil di tempat terang, barang di tengah, latar polos.</li>"
            "<li>Harga jual untuk satu satuan, misalnya satu bungkus.</li>"
            "<li>Jumlah barang yang ada sekarang. Hitung dulu, jangan dikira-kira.</li>"
            "<li>Harga modal untuk satu satuan: uang yang Anda keluarkan untuk membeli atau "
            "membuatnya.</li></ul>",
        ),
        ("heading", "Menambah produk baru"),
        (
            "steps",
            [
                step("<p>Buka menu <b>Produk</b>, lalu tekan <b>Produk baru</b>.</p>"),
                step("<p>Pilih <b>foto</b> dari ponsel atau komputer.</p>"),
                step(
                    "<p>Isi <b>nama</b> seperti pembeli menyebutnya, misalnya “Keripik Pisang Kepok 250 g”, "
                    "lalu pilih <b>kategori</b>.</p>"
                ),
                step(
                    "<p>Isi <b>harga</b>. Boleh ditulis <b>18000</b>, <b>18.000</b>, atau <b>Rp18.000</b>. "
                    "Jangan memakai koma atau sen.</p>"
                ),
                step(
                    "<p>Isi <b>stok awal</b> dan <b>harga modal</b> per satuan. Keduanya langsung masuk ke "
                    "pembukuan sebagai nilai persediaan.</p>"
                ),
                step("<p>Periksa sekali lagi, lalu simpan. Produk langsung tampil di toko dan bisa dibeli.</p>"),
            ],
        ),
        (
            "callout",
            {
                "kind": "tip",
                "text": "<p>Belum sempat menulis uraian panjang? Tidak apa-apa. Satu kalimat yang jujur sudah "
                "cukup. Bahan, cara simpan, dan status halal bisa dilengkapi kemudian di halaman produknya.</p>",
            },
        ),
        ("heading", "Mengubah harga"),
        (
            "steps",
            [
                step("<p>Buka menu <b>Produk</b> dan cari barangnya.</p>"),
                step("<p>Tekan tombol untuk mengubah harga di baris barang itu, lalu isi harga baru.</p>"),
                step(
                    "<p>Simpan. Pembeli yang sudah menaruh barang ini di keranjang akan diberi tahu bahwa "
                    "harganya berubah sebelum ia memesan.</p>"
                ),
            ],
        ),
        (
            "callout",
            {
                "kind": "note",
                "text": "<p>Pesanan yang sudah dibuat <b>tidak ikut berubah</b>. Harganya dikunci saat pesanan "
                "dibuat.</p>",
            },
        ),
        ("heading", "Berhenti menjual suatu barang"),
        (
            "text",
            "<p>Barang yang pernah dipesan tidak bisa dihapus, karena riwayat pesanan dan pembukuan "
            "memerlukannya. Arsipkan saja: barangnya hilang dari toko, catatannya tetap ada. Kalau hanya habis "
            "sementara, biarkan: toko menulis “Stok habis” dengan sendirinya.</p>",
        ),
        ("try_now", {"screen": "products", "label": "Buka Produk"}),
    ],
}
