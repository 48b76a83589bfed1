"""Menerima pesanan dan mengemas."""

from lapak.demo.content.guide.steps import step

CHAPTER = {
    "slug": "menerima-pesanan-dan-mengemas",
    "title": "Menerima pesanan dan mengemas",
    "summary": "Melihat pesanan masuk, mengemas yang sudah dibayar, dan menyerahkannya kepada pembeli.",
    "audience": ["owner", "helper"],
    "minutes": 5,
    "screen": "orders",
    "body": [
        (
            "text",
            "<p>Pesanan masuk dengan sendirinya begitu pembeli menekan <b>Buat pesanan</b>. Barangnya langsung "
            "disisihkan dari stok, jadi tidak bisa terjual dua kali. Tugas Anda: <i>kemas yang sudah dibayar, "
            "lalu serahkan</i>.</p>",
        ),
        ("heading", "Mengenal tab di layar Pesanan"),
        (
            "steps",
            [
                step(
                    "<p>Tekan tiga garis di kiri atas (di komputer menunya sudah tampak), lalu pilih "
                    "<b>Pesanan</b>. Angka di setiap tab menunjukkan "
                    "jumlah pesanan di dalamnya. Di ponsel, geser barisan tab ke kiri untuk melihat semuanya.</p>",
                    "orders-1-menu",
                    "Menu terbuka di ponsel; kata Pesanan diberi bingkai, di bawah Pencarian.",
                ),
            ],
        ),
        (
            "text",
            "<ul><li><b>Semua</b>: semua pesanan, yang terbaru di atas.</li>"
            "<li><b>Menunggu pembayaran</b>: pembeli belum membayar, atau uangnya belum diperiksa. Jangan "
            "dikemas dulu.</li>"
            "<li><b>Menunggu diterima</b>: pembeli ingin membayar tunai dan menunggu jawaban Anda.</li>"
            "<li><b>Perlu dikemas</b>: sudah lunas. Inilah pekerjaan hari ini.</li>"
            "<li><b>Dikemas</b>: sedang atau sudah dikemas, menunggu diserahkan.</li>"
            "<li><b>Selesai</b>: barang sudah di tangan pembeli.</li>"
            "<li><b>Uang tunai belum disetor</b>: barangnya sudah diterima, uangnya masih di pengantar.</li>"
            "<li><b>Batal/kedaluwarsa</b>: dibatalkan, atau tidak dibayar sampai batas waktunya. Barangnya sudah "
            "kembali ke stok dengan sendirinya.</li></ul>"
            "<p>Mencari satu pesanan? Ketik nomor pesanan, nama, nomor WhatsApp, atau jumlah uangnya di kotak "
            "cari.</p>",
        ),
        ("heading", "Mengemas dan menyerahkan"),
        (
            "steps",
            [
                step(
                    "<p>Buka menu <b>Pesanan</b>, tab <b>Perlu dikemas</b>. Dahulukan yang paling lama menunggu. "
                    "Tekan nomor pesanannya.</p>",
                    "orders-2-to-pack",
                    "Tab Perlu dikemas berisi satu pesanan; nomornya diberi bingkai.",
                ),
                step(
                    "<p>Tekan <b>Kemas</b>. Pesanan pindah ke tab <b>Dikemas</b>, jadi orang lain tidak "
                    "mengerjakannya lagi.</p>",
                    "orders-3-pack",
                    "Rincian pesanan bertanda Perlu dikemas dan Sudah dibayar; tombol Kemas diberi bingkai.",
                ),
                step(
                    "<p>Baca alamat dan catatan di bagian <b>Pembeli</b>, lalu ambil barangnya satu per satu menurut "
                    "bagian <b>Barang</b>. Periksa tanggal kedaluwarsa dan keutuhan kemasan, lalu tulis nomor "
                    "pesanan di bungkusan.</p>",
                    "orders-4-goods",
                    "Bagian Pembeli dengan alamat antar, dan bagian Barang dengan jumlah setiap barang.",
                ),
                step(
                    "<p>Saat barang <i>benar-benar</i> berpindah tangan, buka lagi pesanannya dan tekan "
                    "<b>Serahkan</b>. Layar bertanya sekali lagi; kalau memang sudah diterima pembeli, tekan "
                    "<b>Serahkan</b> di layar itu. Stok berkurang dan penjualan tercatat di pembukuan.</p>",
                    "orders-5-hand-over",
                    "Layar Serahkan bertanya apakah barangnya sudah di tangan pembeli; tombol Serahkan diberi bingkai.",
                ),
            ],
        ),
        (
            "callout",
            {
                "kind": "warning",
                "text": "<p>Jangan menekan <b>Serahkan</b> sebelum barang diterima pembeli. Sesudah "
                "diserahkan, pesanan tidak bisa dibatalkan lagi dan konfirmasi pembayarannya tidak bisa "
                "ditarik.</p>",
            },
        ),
        ("heading", "Pesanan yang dibayar tunai"),
        (
            "text",
            "<p>Pembeli di dekat toko boleh membayar tunai: saat diantar (COD) atau saat mengambil sendiri. Batasnya "
            "Anda tentukan sendiri: per zona di <b>Zona antar</b>, dan untuk yang mengambil di pengaturan toko. "
            "Pesanan seperti ini menunggu di tab <b>Menunggu diterima</b>.</p>",
        ),
        (
            "steps",
            [
                step(
                    "<p>Buka pesanannya dan tekan <b>Tanyakan lewat WhatsApp</b>. Pesannya sudah siap; tunggu pembeli "
                    "menjawab ya.</p>"
                ),
                step(
                    "<p>Tekan tombol yang diawali kata <i>Terima</i>, dengan jumlah uangnya. Sekarang pesanan dikemas "
                    "seperti yang lain. Belum kenal pembelinya? Tekan <b>Minta transfer</b>.</p>"
                ),
                step(
                    "<p>Saat barang berpindah tangan, tekan <b>Serahkan</b>. Centang bahwa uangnya sudah masuk laci "
                    "kalau memang sudah di tangan Anda; kosongkan selama uang masih dibawa pengantar.</p>"
                ),
                step(
                    "<p>Sore hari, hitung uang yang dibawa pengantar. Di halaman depan, tekan angka <b>pesanan yang "
                    "uang tunainya belum disetor</b>, centang pesanannya, lalu tekan <b>Uang sudah masuk laci</b>.</p>"
                ),
                step(
                    "<p>Pembeli menolak di tempat? Sebelum diserahkan, tekan <b>Batalkan</b>. Kalau sudah terlanjur "
                    "diserahkan, tekan <b>Ditolak saat diantar</b>: stok dan pembukuan kembali seperti semula.</p>"
                ),
            ],
        ),
        ("heading", "Barang atau uang kembali"),
        (
            "text",
            "<p>Uang dan barang adalah dua keputusan. <b>Kembalikan uang</b> mencatat uang yang Anda berikan kembali, "
            "juga untuk pesanan yang sudah selesai. <b>Barang kembali</b> menambah stok lagi, hanya untuk barang yang "
            "masih bisa dijual.</p>",
        ),
        ("heading", "Membatalkan pesanan"),
        (
            "steps",
            [
                step("<p>Buka pesanannya, lalu tekan <b>Batalkan</b>.</p>"),
                step(
                    "<p>Tulis <b>Alasan</b> dengan jelas, misalnya “Salah pilih ukuran”, lalu tekan "
                    "<b>Batalkan pesanan ini</b>. Barang yang disisihkan kembali ke stok.</p>",
                    "orders-6-cancel",
                    "Layar Batalkan: isian Alasan dan tombol Batalkan pesanan ini diberi bingkai.",
                ),
            ],
        ),
        (
            "callout",
            {
                "kind": "note",
                "text": "<p>Kalau pesanan sudah dibayar, uang pembeli tetap miliknya. Transfer dulu uangnya, lalu "
                "buka pesanannya, tekan <b>Kembalikan uang</b>, dan catat di sana. Kabari pembeli lewat WhatsApp. "
                "Kasir tidak bisa membatalkan pesanan yang sudah dibayar; mintalah kepada pemilik.</p>",
            },
        ),
        ("try_now", {"screen": "orders", "label": "Buka Pesanan"}),
    ],
}
