"""Stok: menerima barang dan koreksi."""

from lapak.demo.content.guide.steps import step

CHAPTER = {
    "slug": "stok-menerima-barang-dan-koreksi",
    "title": "Stok: menerima barang dan koreksi",
    "summary": "Mencatat barang yang datang, dan membetulkan stok yang tidak cocok dengan rak.",
    "audience": ["owner"],
    "minutes": 4,
    "screen": "stock",
    "body": [
        (
            "text",
            "<p>Stok berkurang sendiri saat pesanan diserahkan. Yang Anda catat hanya dua hal: <i>barang "
            "datang</i> dan <i>koreksi</i> bila hitungan di rak berbeda. Kasir bisa melihat stok; yang "
            "mencatatnya pemilik.</p>",
        ),
        ("heading", "Membaca layar Stok"),
        (
            "steps",
            [
                step(
                    "<p>Tekan tiga garis di kiri atas (di komputer menunya sudah tampak), lalu pilih <b>Stok</b>.</p>",
                    "stock-1-menu",
                    "Menu terbuka di ponsel; kata Stok diberi bingkai, di bawah Produk.",
                ),
                step(
                    "<p>Ketik nama barangnya di kotak cari. Untuk setiap barang ada tiga angka:</p>"
                    "<ul><li><b>ada</b>: jumlah di rak;</li>"
                    "<li><b>disisihkan</b>: sudah dipesan, tetapi belum diserahkan;</li>"
                    "<li><b>bisa dijual</b>: ada dikurangi disisihkan. Inilah yang dilihat pembeli.</li></ul>",
                    "stock-2-numbers",
                    "Hasil pencarian amplang: Amplang Ikan Tenggiri, 35 ada, 2 disisihkan, 33 bisa dijual.",
                ),
            ],
        ),
        ("heading", "Menerima barang"),
        (
            "steps",
            [
                step("<p>Hitung barang yang datang dan cocokkan dengan nota.</p>"),
                step(
                    "<p>Buka menu <b>Stok</b>, cari barangnya, tekan namanya, lalu tekan <b>Terima barang</b>.</p>",
                    "stock-3-buttons",
                    "Halaman stok Amplang Ikan Tenggiri: tombol Terima barang dan Koreksi stok diberi bingkai.",
                ),
                step(
                    "<p>Isi <b>Jumlah yang masuk</b>, lalu <b>Harga modal per satuan</b> dari nota, atau "
                    "harga modal seluruhnya di isian bawahnya. Kalau harganya berbeda dari yang lama, toko menghitung "
                    "rata-ratanya sendiri. Di <b>Dibayar dari</b>, pilih uang mana yang dipakai.</p>"
                    "<p>Tekan <b>Barang sudah masuk</b>. Stok bertambah, dan nilai persediaan di pembukuan ikut "
                    "bertambah.</p>",
                    "stock-4-receive",
                    "Layar Terima barang: 24 bungkus, harga modal 19.000; tombol Barang sudah masuk diberi bingkai.",
                ),
            ],
        ),
        ("heading", "Mengoreksi stok"),
        (
            "steps",
            [
                step("<p>Hitung barang di rak. Ingat, barang yang disisihkan juga masih di rak.</p>"),
                step("<p>Buka menu <b>Stok</b>, cari barangnya, tekan namanya, lalu tekan <b>Koreksi stok</b>.</p>"),
                step(
                    "<p>Isi <b>Hasil hitungan di rak</b>; <i>atau</i> tulis selisihnya di <b>atau ubah sebanyak</b>, "
                    "misalnya -2. Isi juga <b>Alasan</b>, misalnya “2 bungkus remuk” atau “salah hitung minggu "
                    "lalu”. Alasan wajib diisi, supaya nanti Anda masih ingat.</p>"
                    "<p>Tekan <b>Koreksi stok</b>. Nilai barang yang hilang atau rusak tercatat di pembukuan.</p>",
                    "stock-5-adjust",
                    "Layar Koreksi stok: ubah sebanyak -2, alasan 2 bungkus remuk, tombol Koreksi stok diberi bingkai.",
                ),
            ],
        ),
        (
            "callout",
            {
                "kind": "note",
                "text": "<p>Riwayat stok tidak bisa dihapus. Kalau salah catat, buat koreksi kebalikannya. "
                "Dengan begitu Anda selalu bisa melihat apa yang terjadi.</p>",
            },
        ),
        (
            "callout",
            {
                "kind": "warning",
                "text": "<p>Stok tidak bisa dikoreksi sampai di bawah jumlah yang disisihkan. Kalau barangnya "
                "memang tidak ada, hubungi pembelinya dulu, lalu batalkan pesanannya.</p>",
            },
        ),
        ("try_now", {"screen": "stock", "label": "Buka Stok"}),
    ],
}
