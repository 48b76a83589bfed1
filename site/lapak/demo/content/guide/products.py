"""Menambah produk & mengubah harga."""

from lapak.demo.content.guide.steps import step

CHAPTER = {
    "slug": "menambah-produk-dan-mengubah-harga",
    "title": "Menambah produk & mengubah harga",
    "summary": "Memasang produk baru lewat satu formulir, lalu mengubah harganya kapan saja.",
    "audience": ["owner"],
    "minutes": 5,
    "screen": "products",
    "body": [
        (
            "text",
            "<p>Produk baru dipasang lewat <i>satu formulir</i>: foto, nama, harga, dan stok awal sekaligus. "
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
                step(
                    "<p>Tekan tiga garis di kiri atas (di komputer menunya sudah tampak), lalu pilih "
                    "<b>Produk</b>.</p>",
                    "products-1-menu",
                    "Menu terbuka di ponsel; kata Produk diberi bingkai, di bawah Cek pembayaran.",
                ),
                step(
                    "<p>Tekan <b>Produk baru</b> di kanan atas.</p>",
                    "products-2-new",
                    "Daftar produk dengan foto, harga, dan stok; tautan Produk baru di kanan atas diberi bingkai.",
                ),
                step(
                    "<p>Pilih <b>Foto</b> dari ponsel atau komputer. Isi <b>Nama</b> seperti pembeli "
                    "menyebutnya, misalnya “Keripik Pisang Kepok 250 g”, lalu pilih <b>Kategori</b>.</p>",
                    "products-3-name",
                    "Isian Foto, Nama, dan Kategori yang sudah terisi untuk Keripik Pisang Kepok 250 g.",
                ),
                step(
                    "<p>Isi <b>Harga jual</b>. Boleh ditulis 18000, 18.000, atau Rp18.000; jangan memakai koma "
                    "atau sen. Isi <b>Stok awal</b> dan <b>Harga modal per satuan</b>. Keduanya langsung masuk "
                    "ke pembukuan sebagai nilai persediaan.</p>",
                    "products-4-price",
                    "Isian Harga jual 18.000, Stok awal 20, dan Harga modal per satuan 11.000.",
                ),
                step(
                    "<p>Tulis satu kalimat tentang barangnya di <b>Dalam satu kalimat</b>, periksa sekali lagi, "
                    "lalu tekan <b>Terbitkan</b>. Produk langsung tampil di toko dan bisa dibeli. Belum siap? "
                    "Tekan <b>Simpan sebagai draf</b>: pembeli belum melihatnya.</p>",
                    "products-5-publish",
                    "Bagian bawah formulir: tombol Terbitkan diberi bingkai, di sebelahnya Simpan sebagai draf.",
                ),
            ],
        ),
        (
            "callout",
            {
                "kind": "tip",
                "text": "<p>Belum sempat menulis uraian panjang? Tidak apa-apa. Satu kalimat yang jujur sudah "
                "cukup. Bahan, cara simpan, dan status halal bisa dilengkapi kemudian: buka produknya di layar "
                "<b>Produk</b>, lalu tekan <b>Ubah halamannya</b>.</p>",
            },
        ),
        ("heading", "Mengubah harga"),
        (
            "steps",
            [
                step(
                    "<p>Buka menu <b>Produk</b>, ketik nama barangnya di kotak cari, lalu tekan <b>Ubah harga</b> "
                    "di baris barang itu.</p>",
                    "products-6-change-price",
                    "Hasil pencarian amplang: satu baris Amplang Ikan Tenggiri dengan tombol Ubah harga.",
                ),
                step(
                    "<p>Isi harga baru, lalu tekan <b>Simpan harga</b>. Pembeli yang sudah menaruh barang ini di "
                    "keranjang akan diberi tahu bahwa harganya berubah sebelum ia memesan.</p>",
                    "products-7-save-price",
                    "Layar Ubah harga: Harga jual diisi 28.000; tombol Simpan harga diberi bingkai.",
                ),
            ],
        ),
        (
            "callout",
            {
                "kind": "note",
                "text": "<p>Pesanan yang sudah dibuat <i>tidak ikut berubah</i>. Harganya dikunci saat pesanan "
                "dibuat.</p>",
            },
        ),
        ("heading", "Berhenti menjual suatu barang"),
        (
            "text",
            "<p>Barang yang pernah dipesan tidak bisa dihapus, karena riwayat pesanan dan pembukuan "
            "memerlukannya. Buka produknya, lalu tekan <b>Arsipkan</b> di bawah <b>Berhenti menjual</b>: "
            "barangnya hilang dari toko, catatannya tetap ada. Kalau hanya habis sementara, biarkan: toko "
            "menulis <b>Stok habis</b> dengan sendirinya.</p>",
        ),
        (
            "callout",
            {
                "kind": "note",
                "text": "<p>Kasir bisa melihat layar <b>Produk</b>, tetapi tidak bisa menambah produk atau mengubah "
                "harga.</p>",
            },
        ),
        ("try_now", {"screen": "products", "label": "Buka Produk"}),
    ],
}
